/** Windows in days, both ends included, when none is asked for. */
export const defaultDays = {
  "top-types-by-count": 365,
  "top-types-by-volume": 365,
  "top-merchants": 180,
  "percentile-90": 365,
  "top-by-business-model": 365,
} as const;

export const PERCENTILE = 90;

/** Windows of the merchants' ranking that the screen offers, in days. */
export const merchantWindows = ["90", "180", "365"] as const;

/** Screens whose address can be kept. */
export const screens = [
  "overview",
  "breakage",
  "forecast",
  "escheat",
  "accounting",
  "insights",
  "customers",
  "cards",
  "audit",
] as const;
export type Screen = (typeof screens)[number];

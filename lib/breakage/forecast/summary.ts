import type { Forecast, NoForecast } from "./forecast";

/** What a version says of itself as a whole, its back-test apart, which is kept elsewhere: JSON, read by the screens that explain it. */
export function summaryOf(forecast: Forecast | NoForecast): Record<string, unknown> {
  const issues = forecast.issues.slice(0, 100);
  if (forecast.status !== "ok") {
    const { cohorts, face, openNow, ended } = forecast;
    return { status: forecast.status, cohorts, face, openNow, ended, issues, issueCount: forecast.issues.length };
  }
  const { choice, errors, calibration, recipe, total } = forecast;
  return {
    status: "ok",
    choice,
    errors,
    calibration,
    refinements: recipe.refinements,
    total,
    issues,
    issueCount: forecast.issues.length,
  };
}

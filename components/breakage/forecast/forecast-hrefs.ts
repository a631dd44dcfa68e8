import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import { type ForecastDimension, type ForecastParams, forecastDimensions } from "@/lib/breakage/forecast/schema";
import { addMonths, type CivilDate, endOfMonth, type Period } from "@/lib/dates";

export const forecastPath = "/issuer/forecast";

/** What every way from the Forecast to its rows needs to know. */
export type Behind = {
  readonly dataDate: CivilDate;
  readonly currency: string;
  readonly filters: ForecastParams;
  readonly address: Address;
};

export const quarterPeriod = (firstDay: CivilDate): Period => ({
  from: firstDay,
  to: endOfMonth(addMonths(firstDay, 2)),
});

type Members = Pick<ForecastRow, "members">;

function cellOf({ filters }: Behind, by: readonly ForecastDimension[], row: Members): Record<string, string | null> {
  const chosen = forecastDimensions.map((name) => [name, filters[name] ?? null] as const);
  return {
    ...Object.fromEntries(chosen),
    ...Object.fromEntries(by.map((name) => [name, row.members[name]?.id ?? null])),
  };
}

/** The same eyes, but on the day to whose end the forecast knows the data, and as all is known now. */
const asForecast = ({ dataDate, currency }: Behind) => ({ asOf: dataDate, knownAt: null, currency });

/** The cards that end in a period, of one group or of all: what a forecast counts them by. */
export function endingCardsHref(behind: Behind, period: Period, row: Members = { members: {} }): string {
  const by = forecastDimensions.filter((name) => row.members[name] !== undefined);
  const cell = cellOf(behind, by, row);
  return hrefTo("/issuer/cards", behind.address, { ...asForecast(behind), of: "ending", ...period, ...cell });
}

/** All cards of the version. */
export function allCardsHref(behind: Behind): string {
  const cell = cellOf(behind, [], { members: {} });
  return hrefTo("/issuer/cards", behind.address, { ...asForecast(behind), of: "all", ...cell });
}

/** Breakage of the cards that expire in a quarter, as far as it is known at the data date. */
export function quarterBreakageHref(behind: Behind, quarter: CivilDate): string {
  const cell = cellOf(behind, [], { members: {} });
  return hrefTo("/issuer/breakage", behind.address, { ...asForecast(behind), ...quarterPeriod(quarter), ...cell });
}

/** A card type's own page; any other group narrows the Forecast to it, by card type. */
export function groupHref(behind: Behind, by: readonly ForecastDimension[], row: Members): string {
  const { address } = behind;
  const [only] = by;
  const code = by.length === 1 && only === "card-type" ? row.members["card-type"]?.id : undefined;
  if (code !== undefined) {
    const version = typeof address.version === "string" ? address.version : null;
    return hrefTo(`${forecastPath}/types/${encodeURIComponent(code)}`, address, { version });
  }
  const cell = Object.fromEntries(by.map((name) => [name, row.members[name]?.id ?? null]));
  return hrefWith(forecastPath, address, { ...cell, by: null, sort: null });
}

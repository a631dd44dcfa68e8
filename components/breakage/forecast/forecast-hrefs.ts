import { type Address, firstOf, hrefTo, hrefWith } from "@/lib/address";
import { typeDimensions } from "@/lib/breakage/constants";
import type { ForecastRow } from "@/lib/breakage/forecast/report";
import {
  type ForecastDimension,
  type ForecastParams,
  forecastDimensions,
  ownDimensions,
} from "@/lib/breakage/forecast/schema";
import { cutHref } from "@/lib/breakage/forecast-view/cut-path";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { UNKNOWN } from "@/lib/cards/constants";
import { addDays, addMonths, type CivilDate, endOfMonth, type Period } from "@/lib/dates";

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

/** The triangle of a row's card types; null where the cut is by what is a card's own, which no triangle keeps. */
export function triangleHref(behind: Behind, row: Members): string | null {
  const { filters, address } = behind;
  if (ownDimensions.some((name) => filters[name] !== undefined || row.members[name] !== undefined)) return null;
  const cut = Object.fromEntries(typeDimensions.map((name) => [name, row.members[name]?.id ?? filters[name]]));
  return cutHref(cut, address, { version: firstOf(address.version) ?? null });
}

/** Where a row of what moved leads to: the later version, and the time between the data of the two. */
export type MovedBehind = {
  readonly before: { readonly dataDate: CivilDate };
  readonly after: { readonly id: number; readonly dataDate: CivilDate; readonly knownAt: string };
  readonly by: "brand" | "card-type";
  readonly currency: string;
  readonly address: Address;
};

/** The card type's page, or the brand's card types, in the later version. */
export function movedGroupHref({ after, by, address }: MovedBehind, group: string): string {
  if (by === "card-type") return typeHref(group, address, after.id);
  return hrefTo(forecastPath, address, { brand: group || UNKNOWN, version: String(after.id) });
}

/** As the later version knew it: what was loaded since is in neither. */
const betweenThem = ({ before, after, by, currency }: MovedBehind, group: string) => ({
  asOf: after.dataDate,
  knownAt: after.knownAt,
  from: addDays(before.dataDate, 1),
  to: after.dataDate,
  currency,
  [by]: group || UNKNOWN,
});

/** The cards sold between the data of the two versions. */
export const soldSinceHref = (behind: MovedBehind, group: string): string =>
  hrefTo("/issuer/cards", behind.address, { ...betweenThem(behind, group), of: "sold" });

/** The redemptions between them. */
export const redeemedSinceHref = (behind: MovedBehind, group: string): string =>
  hrefTo("/issuer/events", behind.address, { ...betweenThem(behind, group), group: "redeemed" });

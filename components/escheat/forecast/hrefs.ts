import { type Address, firstOf, hrefTo } from "@/lib/address";
import type { EscheatOutcome } from "@/lib/escheat/determination";
import { type EscheatParams, NO_JURISDICTION } from "@/lib/escheat/forecast/schema";
import type { EscheatVersion } from "@/lib/escheat/queries/forecast-versions";

export const forecastPath = "/issuer/escheat";
export const cellPath = "/issuer/escheat/cards";

/** What every way from the forecast to its cards needs to know. */
export type Behind = {
  readonly version: EscheatVersion;
  readonly params: EscheatParams;
  readonly address: Address;
};

export type CellAsked = {
  readonly state?: string | undefined;
  readonly year?: number | undefined;
  readonly outcome?: EscheatOutcome | undefined;
  readonly brand?: string | undefined;
  readonly "card-type"?: string | undefined;
};

/** The cards of a cell, with the page's own filters: as of the version's day, and of that version where one was chosen. */
export function cellHref({ version, params, address }: Behind, cell: CellAsked = {}): string {
  const { state = params.state, brand = params.brand, "card-type": type = params["card-type"], year, outcome } = cell;
  return hrefTo(cellPath, address, {
    asOf: version.asOf,
    knownAt: null,
    currency: version.currency,
    version: firstOf(address.version) ? String(version.id) : null,
    state: state === "" ? NO_JURISDICTION : (state ?? null),
    brand: brand ?? null,
    "card-type": type ?? null,
    year: year === undefined ? null : String(year),
    outcome: outcome ?? null,
  });
}

import { type Address, firstOf, readAddress } from "@/lib/address";
import { type ForecastParams, forecastParams, goTogether, ownDimensions } from "./schema";

export type ForecastAddress = {
  readonly params: ForecastParams;
  /** Something of merchant, segment and state was asked for that does not go with the rest, and is left out. */
  readonly isCutDown: boolean;
};

/**
 * The address of the Forecast, read forgivingly as every page's. Where it asks for dimensions of the card that no version keeps
 * at once, filters stay before cuts and what comes first before what comes later: without this, one clash would put the as-of
 * date and all else back to their defaults.
 */
export function readForecastAddress(address: Address): ForecastAddress {
  const filters = ownDimensions.filter((name) => firstOf(address[name]));
  const kept = thatGoTogether(filters);
  const others = filters.filter((name) => !kept.includes(name));
  const wanted = (firstOf(address.by) ?? "").split(",");
  const by = thatGoTogether(wanted, kept);
  const isCutDown = others.length > 0 || by.length < wanted.length;
  if (!isCutDown) return { params: readAddress(forecastParams, address), isCutDown };
  const without = Object.fromEntries(Object.entries(address).filter(([name]) => !others.some((one) => one === name)));
  return { params: readAddress(forecastParams, { ...without, by: by.join(",") }), isCutDown };
}

/** In their order, without those that do not go with what is there already. */
function thatGoTogether(names: readonly string[], there: readonly string[] = []): string[] {
  const kept: string[] = [];
  for (const name of names) if (goTogether([...there, ...kept, name])) kept.push(name);
  return kept;
}

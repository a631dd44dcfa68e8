import { type Address, firstOf, readAddress } from "@/lib/address";
import { type ForecastParams, forecastParams, ownDimensions } from "./schema";

export type ForecastAddress = {
  readonly params: ForecastParams;
  /** A second one of merchant, segment and state was asked for and is left out. */
  readonly isCutDown: boolean;
};

/**
 * The address of the Forecast, read forgivingly as every page's. Where it asks for two dimensions of the card at once, the
 * filter stays and the other goes: without this, one clash would put the as-of date and all else back to their defaults.
 */
export function readForecastAddress(address: Address): ForecastAddress {
  const isOwn = (name: string) => ownDimensions.some((own) => own === name);
  const [kept, ...others] = ownDimensions.filter((name) => firstOf(address[name]));
  const wanted = (firstOf(address.by) ?? "").split(",");
  const by = wanted.filter((name, i) => !isOwn(name) || (kept ? name === kept : wanted.findIndex(isOwn) === i));
  const isCutDown = others.length > 0 || by.length < wanted.length;
  if (!isCutDown) return { params: readAddress(forecastParams, address), isCutDown };
  const without = Object.fromEntries(Object.entries(address).filter(([name]) => !others.some((one) => one === name)));
  return { params: readAddress(forecastParams, { ...without, by: by.join(",") }), isCutDown };
}

import { getBreakage } from "@/lib/breakage/queries/report";
import type { BreakageReport } from "@/lib/breakage/report";
import { breakageParams } from "@/lib/breakage/schema";
import type { Scope } from "@/lib/identity/scope";
import type { MerchantBreakageParams } from "../schema";

/** Breakage by the merchant that sold the card. */
export function getMerchantBreakage(scope: Scope, params: MerchantBreakageParams): Promise<BreakageReport> {
  const { asOf, knownAt, from, to, currency } = params;
  return getBreakage(scope, breakageParams.parse({ asOf, knownAt, from, to, currency, by: "merchant" }));
}

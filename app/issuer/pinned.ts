import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type Address, firstOf } from "@/lib/address";
import { PATH_HEADER } from "@/lib/identity/request";
import type { Scope } from "@/lib/identity/scope";
import { freshnessOf } from "./freshness";

/**
 * A page whose figures are of a day has that day in its address, and whose they are: a copied link never drifts, and no
 * click asks for another day than the one that is read. Who comes without is sent on before anything is computed. Left to
 * the browser, the same change would come after the page had appeared, and undo what somebody had chosen by then.
 */
export async function requirePinned(scope: Scope, address: Address): Promise<void> {
  if (isPinned(address)) return;
  const [path, asked] = ((await headers()).get(PATH_HEADER) ?? "/issuer").split("?", 2);
  const query = new URLSearchParams(asked);
  if (!query.get("asOf")) query.set("asOf", (await freshnessOf(scope)).asOf);
  if (!query.get("issuer")) query.set("issuer", scope.issuer.code);
  redirect(`${path}?${query.toString().replaceAll("%2C", ",")}`);
}

export const isPinned = ({ asOf, issuer }: Address): boolean => Boolean(firstOf(asOf) && firstOf(issuer));

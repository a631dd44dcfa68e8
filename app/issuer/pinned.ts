import { type Address, firstOf } from "@/lib/address";
import type { Scope } from "@/lib/identity/scope";
import { freshnessOf } from "./freshness";

/**
 * The address that a page's links go on from: whose data and as of which day stand in it, though the page was opened without.
 * Left to the browser alone, the first click would ask for the newest day again, which may be another by then.
 */
export async function pinned(scope: Scope, address: Address): Promise<Address> {
  const [issuer, asOf] = [firstOf(address.issuer), firstOf(address.asOf)];
  return { ...address, issuer: issuer || scope.issuer.code, asOf: asOf || (await freshnessOf(scope)).asOf };
}

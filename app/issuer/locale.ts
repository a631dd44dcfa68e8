import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { currentSession } from "@/lib/identity/scope";
import { localeOf } from "@/lib/view";

/** How numbers and dates are written for whoever reads this page. The session is asked once per rendering. */
export async function localeFor(address: Address): Promise<Locale> {
  return localeOf(address, (await currentSession())?.person.language);
}

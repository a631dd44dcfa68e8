import { LettersScreen } from "@/components/escheat/letters/letters-screen";
import type { Address } from "@/lib/address";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { listLetterBatches } from "@/lib/escheat/queries/letters";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing-screens";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("letters.title") };

export default async function LettersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("escheat.read");
  const [freshness, locale] = await Promise.all([freshnessOf(scope), localeFor(address)]);
  const [calendar, batches] = await Promise.all([getCalendar(scope, freshness.asOf), listLetterBatches(scope)]);
  return (
    <LettersScreen
      calendar={calendar}
      batches={batches}
      freshness={freshness}
      timeZone={scope.issuer.timeZone}
      mayPropose={may(scope, "escheat.propose")}
      address={address}
      locale={locale}
    />
  );
}

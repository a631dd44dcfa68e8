import { BooksFrame } from "@/components/accounting/books-frame";
import { JournalScreen } from "@/components/accounting/journal-screen";
import { getJournal } from "@/lib/accounting/queries/journal";
import { journalParams } from "@/lib/accounting/schema";
import { type Address, readAddress } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting-screens";
import { freshnessOf } from "../../freshness";
import { withKnownFilters } from "../../known-filters";
import { localeFor } from "../../locale";

export const metadata = { title: t("accounting.journal") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/accounting/journal", async function JournalPage({ searchParams }: Props) {
  const address = await searchParams;
  const params = readAddress(journalParams, address);
  const scope = await requireScope("accounting.read");
  const currency = params.currency ?? scope.issuer.currency;
  const [{ books, lines }, freshness, locale] = await Promise.all([
    getJournal(scope, { ...params, currency }),
    freshnessOf(scope),
    localeFor(address),
  ]);
  return (
    <BooksFrame
      part="journal"
      title={t("accounting.journal")}
      lead={t("accounting.journal.lead")}
      books={books}
      currency={currency}
      freshness={freshness}
      issuer={scope.issuer}
      show={["period", "currency"]}
      address={address}
      locale={locale}
    >
      <JournalScreen
        books={books}
        lines={lines}
        params={params}
        currency={currency}
        address={address}
        locale={locale}
      />
    </BooksFrame>
  );
});

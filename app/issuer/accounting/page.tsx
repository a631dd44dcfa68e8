import { BooksFrame } from "@/components/accounting/books-frame";
import { RollForwardScreen } from "@/components/accounting/roll-forward-screen";
import { SavedViews } from "@/components/views/saved-views";
import { getBooks } from "@/lib/accounting/queries/books";
import { booksParams } from "@/lib/accounting/schema";
import { type Address, readAddress } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting";
import { listMilestones } from "@/lib/milestones/queries";
import { freshnessOf } from "../freshness";
import { withKnownFilters } from "../known-filters";
import { localeFor } from "../locale";
import { openAsKept, viewerOf } from "../openings";

export const metadata = { title: t("accounting.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters("/issuer/accounting", async function AccountingPage({ searchParams }: Props) {
  const address = await searchParams;
  const params = readAddress(booksParams, address);
  const scope = await requireScope("accounting.read");
  await openAsKept(scope, "accounting", address);
  const currency = params.currency ?? scope.issuer.currency;
  const [books, milestones, freshness, locale] = await Promise.all([
    getBooks(scope, { ...params, currency }),
    listMilestones(scope),
    freshnessOf(scope),
    localeFor(address),
  ]);
  return (
    <BooksFrame
      part="roll-forward"
      title={t("accounting.title")}
      lead={t("accounting.lead")}
      books={books}
      currency={currency}
      freshness={freshness}
      issuer={scope.issuer}
      show={["period", "currency"]}
      actions={<SavedViews screen="accounting" issuer={scope.issuer.code} viewer={viewerOf(scope)} />}
      address={address}
      locale={locale}
    >
      <RollForwardScreen
        books={books}
        milestones={milestones}
        params={params}
        currency={currency}
        address={address}
        locale={locale}
      />
    </BooksFrame>
  );
});

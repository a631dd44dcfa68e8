import { BooksFrame } from "@/components/accounting/books-frame";
import { MethodsScreen } from "@/components/accounting/methods-screen";
import { getBooks } from "@/lib/accounting/queries/books";
import { recognitionParams } from "@/lib/accounting/schema";
import { type Address, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting-screens";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("methods.title") };

export default async function MethodsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const { asOf, knownAt } = readAddress(recognitionParams, address);
  const scope = await requireScope("accounting.read");
  const [books, freshness, locale] = await Promise.all([
    getBooks(scope, { asOf, knownAt, months: 1 }),
    freshnessOf(scope),
    localeFor(address),
  ]);
  return (
    <BooksFrame
      part="methods"
      title={t("methods.title")}
      lead={t("methods.lead")}
      books={books}
      currency={scope.issuer.currency}
      freshness={freshness}
      issuer={scope.issuer}
      show={[]}
      address={address}
      locale={locale}
    >
      <MethodsScreen
        books={books}
        mayChoose={may(scope, "accounting.propose")}
        timeZone={scope.issuer.timeZone}
        address={address}
        locale={locale}
      />
    </BooksFrame>
  );
}

import { BooksFrame } from "@/components/accounting/books-frame";
import { RecognitionScreen } from "@/components/accounting/recognition-screen";
import { getRecognition } from "@/lib/accounting/queries/recognition";
import { recognitionParams } from "@/lib/accounting/schema";
import { type Address, readAddress } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting-screens";
import { freshnessOf } from "../../freshness";
import { withKnownFilters } from "../../known-filters";
import { localeFor } from "../../locale";

export const metadata = { title: t("recognition.title") };

type Props = { searchParams: Promise<Address> };

export default withKnownFilters(
  "/issuer/accounting/recognition",
  async function RecognitionPage({ searchParams }: Props) {
    const address = await searchParams;
    const params = readAddress(recognitionParams, address);
    const scope = await requireScope("accounting.read");
    const [recognition, freshness, locale] = await Promise.all([
      getRecognition(scope, params),
      freshnessOf(scope),
      localeFor(address),
    ]);
    const { brand, "card-type": type } = params;
    return (
      <BooksFrame
        part="recognition"
        title={t("recognition.title")}
        lead={t("recognition.lead")}
        books={recognition.books}
        currency={recognition.currency}
        freshness={freshness}
        issuer={scope.issuer}
        show={["currency"]}
        address={address}
        locale={locale}
      >
        <RecognitionScreen
          recognition={recognition}
          filters={{ brand, "card-type": type }}
          address={address}
          locale={locale}
        />
      </BooksFrame>
    );
  },
);

import { CutScreen } from "@/components/breakage/forecast/cut/cut-screen";
import { type Address, readAddress } from "@/lib/address";
import { getCutPage } from "@/lib/breakage/forecast/queries/cut-page";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-triangle";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { pinned } from "../../pinned";

export const metadata = { title: t("cutTriangle.title") };

export default async function CutTrianglePage({ searchParams }: { searchParams: Promise<Address> }) {
  const asked = await searchParams;
  const query = readAddress(cutTriangleQuery, asked);
  const scope = await requireScope("forecast.read");
  const [page, { asOf, currencies }, address] = await Promise.all([
    getCutPage(scope, query),
    freshnessOf(scope),
    pinned(scope, asked),
  ]);
  return (
    <CutScreen
      page={page}
      query={{ ...query, asOf: query.asOf ?? asOf }}
      currencies={currencies}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

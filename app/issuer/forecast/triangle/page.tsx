import { CutScreen } from "@/components/breakage/forecast/cut/cut-screen";
import { type Address, readAddress } from "@/lib/address";
import { getCutPage } from "@/lib/breakage/forecast/queries/cut-page";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-triangle";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { requirePinned } from "../../pinned";

export const metadata = { title: t("cutTriangle.title") };

export default async function CutTrianglePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const query = readAddress(cutTriangleQuery, address);
  const scope = await requireScope("forecast.read");
  await requirePinned(scope, address);
  const [page, { asOf, currencies }] = await Promise.all([getCutPage(scope, query), freshnessOf(scope)]);
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

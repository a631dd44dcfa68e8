import { BackTestScreen } from "@/components/breakage/forecast/back-test/back-test-screen";
import { type Address, readAddress } from "@/lib/address";
import { getBackTestPage } from "@/lib/breakage/forecast/queries/back-test-page";
import { versionParams } from "@/lib/breakage/forecast-view/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-detail";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { requirePinned } from "../../pinned";

export const metadata = { title: t("backTest.title") };

export default async function BackTestPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("forecast.read");
  await requirePinned(scope, address);
  const [page, { currencies }] = await Promise.all([
    getBackTestPage(scope, readAddress(versionParams, address)),
    freshnessOf(scope),
  ]);
  return (
    <BackTestScreen
      page={page}
      currencies={currencies}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

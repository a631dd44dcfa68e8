import { LapseList } from "@/components/cards/about-to-lapse";
import { CustomerTabs } from "@/components/cards/customer-tabs";
import { ViewBar } from "@/components/layout/view-bar";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { type Address, readAddress } from "@/lib/address";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { lapseParams } from "@/lib/cards/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { requirePinned } from "../../pinned";

export const metadata = { title: t("lapse.title") };

export default async function AboutToLapsePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(lapseParams, address);
  const scope = await requireScope("customer.read");
  await requirePinned(scope, address);
  const [losses, freshness] = await Promise.all([getAboutToLapse(scope, params), freshnessOf(scope)]);
  const view = { ...losses, compare: "none" as const, locale: await localeFor(address) };
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={view} />
      <PageHeader
        title={t("lapse.title")}
        lead={t("lapse.lead")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={view.locale} />}
        actions={<CustomerTabs current="lapsing" address={address} />}
      />
      <ViewBar view={view} currencies={freshness.currencies} show={["currency"]} />
      <LapseList losses={losses} address={address} locale={view.locale} />
    </>
  );
}

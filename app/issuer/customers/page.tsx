import { CustomerList } from "@/components/cards/customer-list";
import { CustomerSearch } from "@/components/cards/customer-search";
import { CustomerTabs } from "@/components/cards/customer-tabs";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { PrintHead } from "@/components/ui/print-head";
import { type Address, readAddress } from "@/lib/address";
import { listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams } from "@/lib/cards/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { freshnessOf } from "../freshness";
import { localeFor } from "../locale";
import { requirePinned } from "../pinned";

export const metadata = { title: t("customers.title") };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(customerListParams, address);
  const scope = await requireScope("customer.read");
  await requirePinned(scope, address);
  const [page, freshness, locale] = await Promise.all([
    listCustomers(scope, params),
    freshnessOf(scope),
    localeFor(address),
  ]);
  const searched = params.search ? `${t("customers.find")}: ${params.search}` : "";
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={{ ...page, locale }} filters={searched} />
      <PageHeader
        title={t("customers.title")}
        lead={t("customers.lead")}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={locale} />}
        actions={<CustomerTabs current="all" address={address} />}
      />
      <CustomerSearch key={params.search} search={params.search} />
      <CustomerList page={page} search={params.search} address={address} locale={locale} />
    </>
  );
}

import { CustomerList } from "@/components/cards/customer-list";
import { CustomerSearch } from "@/components/cards/customer-search";
import { CustomerTabs } from "@/components/cards/customer-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, readAddress } from "@/lib/address";
import { listCustomers } from "@/lib/cards/queries/customer";
import { customerListParams } from "@/lib/cards/schema";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { localeFor } from "../locale";

export const metadata = { title: t("customers.title") };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(customerListParams, address);
  const scope = await requireScope("customer.read");
  const page = await listCustomers(scope, params);
  return (
    <>
      <PageHeader
        title={t("customers.title")}
        lead={t("customers.lead")}
        actions={<CustomerTabs current="all" address={address} />}
      />
      <CustomerSearch key={params.search} search={params.search} />
      <CustomerList page={page} search={params.search} address={address} locale={await localeFor(address)} />
    </>
  );
}

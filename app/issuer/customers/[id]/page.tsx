import type { Metadata } from "next";
import { CustomerDetail } from "@/components/cards/customer-detail";
import { Fresh } from "@/components/ui/fresh";
import { PrintHead } from "@/components/ui/print-head";
import { type Address, readAddress } from "@/lib/address";
import { getCustomer } from "@/lib/cards/queries/customer";
import { customerParams } from "@/lib/cards/schema";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/cards";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";
import { idOf, orNotFound } from "../../or-not-found";
import { requirePinned } from "../../pinned";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

// The number and not the name: titles end up in histories and on shared screens.
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: t("customer.title", { id: idOf((await params).id) }) };
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("customer.read");
  await requirePinned(scope, address);
  const [customer, freshness, locale] = await Promise.all([
    orNotFound(getCustomer(scope, idOf(id), readAddress(customerParams, address))),
    freshnessOf(scope),
    localeFor(address),
  ]);
  const { asOf, knownAt } = customer;
  const holdings = await withThirdDates(scope, customer.holdings, customer);
  return (
    <>
      <PrintHead issuer={scope.issuer.name} view={{ asOf, knownAt, locale }} />
      <CustomerDetail
        customer={{ ...customer, holdings }}
        meta={<Fresh freshness={freshness} timeZone={scope.issuer.timeZone} locale={locale} />}
        address={address}
        locale={locale}
      />
    </>
  );
}

import type { Metadata } from "next";
import { CardTypesView } from "@/components/settings/card-types-view";
import { SectionLead } from "@/components/settings/section-lead";
import { type Address, firstOf } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { listCardTypes } from "@/lib/programme/queries";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.cardTypes") };

export default async function CardTypesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("setting.read");
  const address = await searchParams;
  const search = (firstOf(address.q) ?? "").trim().slice(0, 80);
  const issuer = encodeURIComponent(scope.issuer.code);
  return (
    <>
      <SectionLead isReadOnly={!may(scope, "card-type.manage")}>{t("cardTypes.lead")}</SectionLead>
      <CardTypesView
        cardTypes={await listCardTypes(scope, search)}
        issuer={scope.issuer}
        search={search}
        hrefOf={(id) => `/issuer/settings/card-types/${id}?issuer=${issuer}`}
        locale={await localeFor(address)}
      />
    </>
  );
}

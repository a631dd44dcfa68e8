import type { Metadata } from "next";
import { CardTypesView } from "@/components/settings/card-types-view";
import { SectionLead } from "@/components/settings/section-lead";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";
import { listCardTypes } from "@/lib/programme/queries";

export const metadata: Metadata = { title: t("settings.cardTypes") };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CardTypesPage({ searchParams }: Props) {
  const scope = await requireScope("setting.read");
  const { q } = await searchParams;
  const search = typeof q === "string" ? q.trim().slice(0, 80) : "";
  const issuer = encodeURIComponent(scope.issuer.code);
  return (
    <>
      <SectionLead isReadOnly={!may(scope, "card-type.manage")}>{t("cardTypes.lead")}</SectionLead>
      <CardTypesView
        cardTypes={await listCardTypes(scope, search)}
        issuer={scope.issuer}
        search={search}
        hrefOf={(id) => `/issuer/settings/card-types/${id}?issuer=${issuer}`}
      />
    </>
  );
}

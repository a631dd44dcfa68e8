import type { Metadata } from "next";
import { SectionLead } from "@/components/settings/section-lead";
import { ViewsView } from "@/components/settings/views-view";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { listViews } from "@/lib/views/queries";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.views") };

export default async function ViewsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("view.read");
  const [views, locale] = await Promise.all([listViews(scope), localeFor(await searchParams)]);
  return (
    <>
      <SectionLead>{t("views.lead")}</SectionLead>
      <ViewsView views={views} issuer={scope.issuer} canShare={may(scope, "view.share")} locale={locale} />
    </>
  );
}

import type { Metadata } from "next";
import { SectionLead } from "@/components/settings/section-lead";
import { ViewsView } from "@/components/settings/views-view";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { listViews } from "@/lib/views/queries";

export const metadata: Metadata = { title: t("settings.views") };

export default async function ViewsPage() {
  const scope = await requireScope("view.read");
  return (
    <>
      <SectionLead>{t("views.lead")}</SectionLead>
      <ViewsView views={await listViews(scope)} issuer={scope.issuer} canShare={may(scope, "view.share")} />
    </>
  );
}

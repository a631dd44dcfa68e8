import type { Metadata } from "next";
import { AgeGroupsForm } from "@/components/settings/age-groups-form";
import { SectionLead } from "@/components/settings/section-lead";
import { Section } from "@/components/ui/section";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { listAgeSegments } from "@/lib/programme/queries";

export const metadata: Metadata = { title: t("settings.ageGroups") };

export default async function AgeGroupsPage() {
  const scope = await requireScope("setting.read");
  const canManage = may(scope, "segment.manage");
  const segments = await listAgeSegments(scope);
  return (
    <>
      <SectionLead isReadOnly={!canManage}>{t("ageGroups.lead")}</SectionLead>
      <Section title={t("ageGroups.list")}>
        <AgeGroupsForm segments={segments} canManage={canManage} />
      </Section>
    </>
  );
}

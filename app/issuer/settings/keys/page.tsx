import type { Metadata } from "next";
import { CreateKey } from "@/components/settings/create-key";
import { KeysView } from "@/components/settings/keys-view";
import { SectionLead } from "@/components/settings/section-lead";
import { listKeys } from "@/lib/identity/queries/members";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";

export const metadata: Metadata = { title: t("settings.keys") };

export default async function KeysPage() {
  const scope = await requireScope("key.manage");
  const keys = await listKeys(scope);
  return (
    <>
      <SectionLead actions={<CreateKey />}>{t("keys.lead", { issuer: scope.issuer.name })}</SectionLead>
      <KeysView keys={keys} issuer={scope.issuer} now={new Date()} />
    </>
  );
}

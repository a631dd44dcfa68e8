import { NewTemplateScreen } from "@/components/notifications/templates/new-template-screen";
import { type Address, readAddress } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-templates";
import { previewTemplate } from "@/lib/notifications/queries/template-preview";
import { listVersions } from "@/lib/notifications/queries/templates";
import { newTemplateParams } from "@/lib/notifications/templates/schema";
import { firstDraft } from "@/lib/notifications/templates/shipped";

export const metadata = { title: t("templates.new") };

export default async function NewTemplatePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.propose");
  const draft = firstDraft(readAddress(newTemplateParams, address));
  const [versions, preview] = await Promise.all([
    listVersions(scope, draft),
    previewTemplate(scope, draft, new Date()),
  ]);
  return <NewTemplateScreen draft={draft} seen={versions[0]?.version ?? 0} preview={preview} address={address} />;
}

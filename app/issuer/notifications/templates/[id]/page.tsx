import { notFound } from "next/navigation";
import { TemplateScreen } from "@/components/notifications/templates/template-screen";
import { type Address, firstOf } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-templates";
import { previewTemplate } from "@/lib/notifications/queries/template-preview";
import { getTemplate, listVersions } from "@/lib/notifications/queries/templates";
import { templateDraft, templateParams } from "@/lib/notifications/templates/schema";
import { localeFor } from "../../../locale";
import { orNotFound } from "../../../or-not-found";

export const metadata = { title: t("templates.title") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function TemplatePage({ params, searchParams }: Props) {
  const [path, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("notification.read");
  const wanted = templateParams.safeParse(path);
  if (!wanted.success) notFound();
  const template = await orNotFound(getTemplate(scope, wanted.data.id));
  const { reason, channel, language, messageClass, subject, body } = template;
  const draft = templateDraft.parse({ reason, channel, language, messageClass, subject, body });
  const [versions, preview] = await Promise.all([
    listVersions(scope, draft),
    previewTemplate(scope, draft, new Date()),
  ]);
  const compared = versions.find(({ version }) => String(version) === firstOf(address.compare));
  return (
    <TemplateScreen
      template={template}
      draft={draft}
      versions={versions}
      compared={compared ?? null}
      preview={preview}
      mayWrite={may(scope, "notification.propose")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

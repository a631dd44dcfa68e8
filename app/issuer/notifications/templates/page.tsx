import { TemplatesScreen } from "@/components/notifications/templates/templates-screen";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-templates";
import { listTemplates } from "@/lib/notifications/queries/templates";
import { templateKinds } from "@/lib/notifications/templates/template-list";
import { localeFor } from "../../locale";

export const metadata = { title: t("templates.title") };

export default async function TemplatesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("notification.read");
  return (
    <TemplatesScreen
      kinds={templateKinds(await listTemplates(scope))}
      mayWrite={may(scope, "notification.propose")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

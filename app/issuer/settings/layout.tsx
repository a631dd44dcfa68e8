import type { ReactNode } from "react";
import { Suspense } from "react";
import { SettingsSections } from "@/components/settings/sections";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope("setting.read");
  return (
    <>
      <PageHeader title={t("settings.title")} />
      <Suspense>
        <SettingsSections permissions={[...scope.permissions]} />
      </Suspense>
      {children}
    </>
  );
}

import type { Metadata } from "next";
import { CreateKey } from "@/components/settings/create-key";
import { KeysView } from "@/components/settings/keys-view";
import { SectionLead } from "@/components/settings/section-lead";
import type { Address } from "@/lib/address";
import { listKeys } from "@/lib/identity/queries/members";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.keys") };

export default async function KeysPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("key.manage");
  const [keys, locale] = await Promise.all([listKeys(scope), localeFor(await searchParams)]);
  return (
    <>
      <SectionLead actions={<CreateKey />}>{t("keys.lead", { issuer: scope.issuer.name })}</SectionLead>
      <KeysView keys={keys} issuer={scope.issuer} now={new Date()} locale={locale} />
    </>
  );
}

import { ImportTabs } from "@/components/ingest/import-tabs";
import { MappingList } from "@/components/ingest/mapping-list";
import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { listMappings } from "@/lib/ingest/queries/mapping";
import { t } from "@/lib/messages/ingest";
import { localeFor } from "../../locale";

export const metadata = { title: t("mappings.title") };

export default async function MappingsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("import.read");
  return (
    <>
      <PageHeader title={t("mappings.title")} lead={t("mappings.lead")} />
      <ImportTabs current="mappings" address={address} />
      <MappingList
        mappings={await listMappings(scope)}
        timeZone={scope.issuer.timeZone}
        mayRemove={may(scope, "import.run")}
        locale={await localeFor(address)}
      />
    </>
  );
}

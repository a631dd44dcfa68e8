import { z } from "zod";
import { BatchList } from "@/components/ingest/batch-list";
import { ImportTabs } from "@/components/ingest/import-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo, hrefWith, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { countBatches, listBatches } from "@/lib/ingest/queries/batch";
import { t } from "@/lib/messages/ingest";
import { rowNumber } from "@/lib/whole-number";
import { localeFor } from "../locale";

export const metadata = { title: t("imports.title") };

const PAGE = 50;
const listAddress = z.object({ before: rowNumber.optional() });

export default async function ImportsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const { before } = readAddress(listAddress, address);
  const scope = await requireScope("import.read");
  const [batches, count] = await Promise.all([
    listBatches(scope, { limit: PAGE, ...(before === undefined ? {} : { before }) }),
    countBatches(scope),
  ]);
  const mayImport = may(scope, "import.run");
  const path = "/issuer/imports";
  return (
    <>
      <PageHeader
        title={t("imports.title")}
        lead={t("imports.lead")}
        actions={
          mayImport ? (
            <ButtonLink href={hrefTo("/issuer/imports/new", address)}>{t("imports.new")}</ButtonLink>
          ) : undefined
        }
      />
      <ImportTabs current="batches" address={address} />
      <BatchList
        batches={batches}
        count={count}
        timeZone={scope.issuer.timeZone}
        address={address}
        mayImport={mayImport}
        locale={await localeFor(address)}
        olderHref={
          batches.length === PAGE ? hrefWith(path, address, { before: String(batches.at(-1)?.id ?? "") }) : null
        }
        newestHref={before === undefined ? null : hrefWith(path, address, { before: null })}
      />
    </>
  );
}

import Link from "next/link";
import { localeFor } from "@/app/issuer/locale";
import { orNotFound } from "@/app/issuer/or-not-found";
import { BatchDetail } from "@/components/ingest/batch-view";
import { WithdrawBatch } from "@/components/ingest/withdraw-batch";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { getBatch } from "@/lib/ingest/queries/batch";
import { listBatchCards } from "@/lib/ingest/queries/batch-cards";
import { listHolderChanges, listMerchantChanges } from "@/lib/ingest/queries/changes";
import { t } from "@/lib/messages/ingest";
import { parsePathId } from "../path-id";

export const metadata = { title: t("imports.batch") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function BatchPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("import.read");
  const batchId = parsePathId(id);
  const [batch, cards, changes, merchantChanges] = await orNotFound(
    Promise.all([
      getBatch(scope, batchId),
      listBatchCards(scope, batchId),
      may(scope, "customer.read") ? listHolderChanges(scope, batchId) : { rows: [], total: 0 },
      listMerchantChanges(scope, batchId),
    ]),
  );
  const { issuerId, issuer } = scope;
  const locale = await localeFor(address);
  const mayWithdraw = may(scope, "import.withdraw") && batch.state === "loaded" && batch.source === "import";
  return (
    <>
      <PageHeader
        title={t("imports.batchOf", { id: batch.id })}
        lead={batch.label}
        above={<Link href={hrefTo("/issuer/imports", address)}>{t("imports.all")}</Link>}
        actions={
          mayWithdraw ? (
            <WithdrawBatch batchId={batch.id} issuer={{ id: issuerId, code: issuer.code }} locale={locale} />
          ) : undefined
        }
      />
      <BatchDetail
        batch={batch}
        cards={cards}
        changes={changes}
        merchantChanges={merchantChanges}
        issuer={{ code: issuer.code, timeZone: issuer.timeZone }}
        address={address}
        locale={locale}
      />
    </>
  );
}

"use client";

import { Alert, Button, Group, Loader, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { formatCount, formatMoney, type Locale } from "@/lib/format";
import { withdrawBatchAction } from "@/lib/ingest/actions";
import type { WithdrawalPreview } from "@/lib/ingest/queries/withdrawal";
import { withdrawalQuery } from "@/lib/ingest/query-options";
import { broughtAgainText } from "@/lib/ingest/repeats";
import { t } from "@/lib/messages/ingest";
import { queryClient } from "@/lib/query-client";
import classes from "./ingest.module.css";
import type { Withdrawal } from "./withdraw-batch";

type Props = Withdrawal & { onClose: () => void };

/** What will go, and whether it may. */
export function WithdrawQuestion({ batchId, issuer, locale, onClose }: Props) {
  const router = useRouter();
  const { data, error } = useQuery(withdrawalQuery(issuer.id, batchId), queryClient());
  const { run, pending, failure } = useAction(withdrawBatchAction, {
    say: "",
    after: ({ runId }) => router.push(`/issuer/runs/${runId}?issuer=${encodeURIComponent(issuer.code)}`),
  });
  // The last that came goes first: others may stand on it no less.
  const newest = data?.dependents.at(-1);
  return (
    <Dialog onClose={onClose} title={t("withdraw.title", { id: batchId })}>
      <Stack>
        {error ? <p role="alert">{error.message}</p> : null}
        {!data && !error ? <Loader size="sm" aria-label={t("withdraw.reading")} /> : null}
        {data && newest !== undefined ? (
          <Alert color="yellow" variant="light" title={t("withdraw.refused")}>
            {t("withdraw.refusedWhat", { count: data.dependents.length, batches: data.dependents.join(", ") })}
          </Alert>
        ) : null}
        {newest === undefined ? null : (
          <Link href={`/issuer/imports/${newest}?issuer=${encodeURIComponent(issuer.code)}`} onClick={onClose}>
            {t("withdraw.openBatch", { id: newest })}
          </Link>
        )}
        {data && newest === undefined ? <WhatGoes preview={data} locale={locale} /> : null}
        <ActionFailure failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button
            color="red.9"
            loading={pending}
            disabled={!data || newest !== undefined}
            onClick={() => run({ batchId })}
          >
            {t("withdraw.act")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function WhatGoes({ preview, locale }: { preview: WithdrawalPreview; locale: Locale }) {
  const counted = (
    key: "cards" | "customers" | "changed" | "changedMerchants" | "refusing" | "types" | "transactions",
    total: number,
  ) => t(`withdraw.${key}`, { count: formatCount(total, locale), total });
  return (
    <>
      <p>{t("withdraw.what")}</p>
      <ul className={classes.bullets}>
        <li>{counted("transactions", preview.transactions)}</li>
        <li>{counted("cards", preview.cards)}</li>
        <li>{counted("customers", preview.customers)}</li>
        <li>{counted("types", preview.cardTypes)}</li>
        {preview.changed > 0 ? <li>{counted("changed", preview.changed)}</li> : null}
        {preview.changedMerchants > 0 ? <li>{counted("changedMerchants", preview.changedMerchants)}</li> : null}
        {preview.refusing > 0 ? <li>{counted("refusing", preview.refusing)}</li> : null}
        {preview.amounts.map(({ currency, sold, redeemed }) => (
          <li key={currency}>
            {t("withdraw.amounts", {
              sold: formatMoney(sold, currency, locale),
              redeemed: formatMoney(redeemed, currency, locale),
            })}
          </li>
        ))}
      </ul>
      {preview.broughtAgain ? <p>{broughtAgainText(preview.broughtAgain, locale)}</p> : null}
      <p>{t("withdraw.keeps")}</p>
    </>
  );
}

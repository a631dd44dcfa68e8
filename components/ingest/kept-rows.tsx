"use client";

import { Button, Checkbox } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { parseAsInteger, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { type Column, DataTable } from "@/components/ui/data-table";
import { formatCount, type Locale } from "@/lib/format";
import { dismissRowsAction, recallRowsAction, reloadRowsAction } from "@/lib/ingest/actions";
import { definitionOf } from "@/lib/ingest/entities";
import type { RefusedRowView } from "@/lib/ingest/queries/refused";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { runMessages } from "@/lib/messages/runs";
import classes from "./ingest.module.css";

const RepairForm = dynamic(() => import("./repair-form").then((module) => module.RepairForm), { ssr: false });

const t = words(ingestMessages, runMessages);

type Props = {
  rows: readonly RefusedRowView[];
  state: "open" | "loaded" | "dismissed";
  issuerCode: string;
  mayRepair: boolean;
  locale: Locale;
  empty: ReactNode;
  after: ReactNode;
};

/** Rows kept aside, each with its reasons, and what can be done about them. */
export function KeptRows({ rows, state, issuerCode, mayRepair, locale, empty, after }: Props) {
  const router = useRouter();
  // In the address, like every open row: whoever is sent it sees the same.
  const [repairingId, setRepairing] = useQueryState("row", parseAsInteger);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const recall = useAction(recallRowsAction, { say: t("kept.recalled"), after: () => router.refresh() });
  const dismiss = useAction(dismissRowsAction, { say: "", after: () => router.refresh() });
  const reload = useAction(reloadRowsAction, {
    say: t("kept.loading"),
    after: ({ runId }) => router.push(`/issuer/runs/${runId}?issuer=${encodeURIComponent(issuerCode)}`),
  });
  const isOpen = state === "open" && mayRepair;
  const repairing = isOpen ? rows.find((row) => row.id === repairingId) : undefined;
  const ids = rows.map((row) => row.id).filter((id) => chosen.has(id));

  function giveUp(gone: number[], message: string) {
    dismiss.run({ ids: gone });
    setChosen(new Set());
    const id = `dismissed-${gone.join("-").slice(0, 60)}`;
    notifications.show({
      id,
      autoClose: 15_000,
      message: (
        <span className={classes.row}>
          {message}
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              recall.run({ ids: gone });
            }}
          >
            {t("kept.undo")}
          </Button>
        </span>
      ),
    });
  }
  function toggle(id: number, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  const columns: Column<RefusedRowView>[] = [
    {
      key: "row",
      title: t("check.file"),
      cell: (row) => (
        <span className={classes.row} style={{ flexWrap: "nowrap" }}>
          {isOpen ? (
            <Checkbox
              aria-label={t("kept.select", { line: row.line, file: row.file })}
              checked={chosen.has(row.id)}
              onChange={({ currentTarget: { checked } }) => toggle(row.id, checked)}
            />
          ) : null}
          <span className={classes.wrap}>
            {row.file}
            <span className={`${classes.number} ${classes.muted}`}>
              {t("check.line")} {row.line}, {definitionOf(row.entity).label.toLowerCase()},{" "}
              {t("kept.ofBatch", { id: row.batchId }).toLowerCase()}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "reason",
      title: t("check.reason"),
      cell: (row) => (
        <div className={classes.reason}>
          {row.problems.map((problem) => (
            <p key={problem.reason}>{problem.reason}</p>
          ))}
          {row.retry && state === "open" ? <p className={classes.muted}>{t("kept.waits")}</p> : null}
          {row.loadedByBatchId === null ? null : (
            <p className={classes.muted}>{t("kept.inBatch", { id: row.loadedByBatchId })}</p>
          )}
        </div>
      ),
    },
    {
      key: "cells",
      title: t("check.value"),
      wide: true,
      cell: (row) => <div className={classes.reason}>{row.cells.join(" · ")}</div>,
    },
  ];
  if (mayRepair && state !== "loaded") {
    columns.push({
      key: "actions",
      title: t("runs.actions"),
      cell: (row) => {
        const at = { line: row.line, file: row.file };
        return state === "open" ? (
          <span className={classes.row} style={{ flexWrap: "nowrap" }}>
            <Button
              size="xs"
              variant="default"
              aria-label={t("kept.repairOf", at)}
              onClick={() => setRepairing(row.id)}
            >
              {t("kept.repair")}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={t("kept.dismissOf", at)}
              onClick={() => giveUp([row.id], t("kept.dismissed", at))}
            >
              {t("kept.dismiss")}
            </Button>
          </span>
        ) : (
          <Button size="xs" variant="default" loading={recall.pending} onClick={() => recall.run({ ids: [row.id] })}>
            {t("kept.recall")}
          </Button>
        );
      },
    });
  }

  return (
    <>
      {isOpen && rows.length > 0 ? (
        <div className={`${classes.row} ${classes.pad}`}>
          <Checkbox
            label={t("kept.selectAll")}
            checked={ids.length === rows.length}
            indeterminate={ids.length > 0 && ids.length < rows.length}
            onChange={({ currentTarget: { checked } }) =>
              setChosen(checked ? new Set(rows.map((row) => row.id)) : new Set())
            }
          />
          <Button
            size="xs"
            variant="default"
            disabled={ids.length === 0}
            loading={reload.pending}
            onClick={() => reload.run({ ids })}
          >
            {t("kept.loadChosen", { count: formatCount(ids.length, locale) })}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={ids.length === 0}
            onClick={() => giveUp(ids, t("kept.dismissedMany", { count: ids.length }))}
          >
            {t("kept.dismissChosen", { count: formatCount(ids.length, locale) })}
          </Button>
        </div>
      ) : null}
      <ActionFailure failure={dismiss.failure ?? recall.failure ?? reload.failure} />
      <DataTable
        caption={t("kept.caption")}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={empty}
        after={after}
      />
      {repairing ? <RepairForm row={repairing} issuerCode={issuerCode} onClose={() => setRepairing(null)} /> : null}
    </>
  );
}

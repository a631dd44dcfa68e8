import { t } from "@/lib/messages/notifications-results";
import { listResults, type ResultListed } from "@/lib/notifications/queries/results";
import type { Effect } from "@/lib/notifications/trial/difference";
import type { OutcomeName } from "@/lib/notifications/trial/figures";
import { kindText } from "@/lib/notifications/trial/result-words";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";

const seen = (row: ResultListed, name: OutcomeName, bound: keyof Pick<Effect, "effect" | "low" | "high">) =>
  row.newest?.report.effects?.[name].adjusted?.[bound] ?? null;
const cents = (value: number | null) => (value === null ? null : BigInt(Math.round(value)));

const money = (title: string, value: (row: ResultListed) => bigint | null): ExportColumn<ResultListed> => ({
  title,
  kind: "money",
  currency: ({ currency }) => currency,
  value,
});

export const notificationResultTables = {
  "notification-results": {
    permission: "notification.read",
    prepare: async (scope) => {
      const rows = await listResults(scope);
      const perMailbox = t("results.perMailbox");
      const range = t("results.range");
      return prepare<ResultListed>({
        name: "notification-results",
        title: t("results.all"),
        columns: [
          { title: t("results.batch"), kind: "count", value: ({ batchId }) => batchId },
          { title: t("results.learn.for"), kind: "text", value: kindText },
          { title: t("results.measuredOn"), kind: "date", value: ({ newest }) => newest?.measuredOn ?? null },
          {
            title: t("results.verdict"),
            kind: "text",
            value: ({ newest }) => t(newest ? `results.verdict.${newest.report.verdict}` : "results.unmeasured"),
          },
          { title: t("results.sent"), kind: "count", value: ({ newest }) => newest?.report.remind.n ?? null },
          { title: t("results.heldOut"), kind: "count", value: ({ newest }) => newest?.report.control.n ?? null },
          { title: t("results.rise"), kind: "rate", value: (row) => seen(row, "any", "effect") },
          { title: `${t("results.rise")}, ${range} ↓`, kind: "rate", value: (row) => seen(row, "any", "low") },
          { title: `${t("results.rise")}, ${range} ↑`, kind: "rate", value: (row) => seen(row, "any", "high") },
          money(perMailbox, (row) => cents(seen(row, "redeemed", "effect"))),
          money(`${perMailbox}, ${range} ↓`, (row) => cents(seen(row, "redeemed", "low"))),
          money(`${perMailbox}, ${range} ↑`, (row) => cents(seen(row, "redeemed", "high"))),
          money(t("results.money.rescued"), ({ newest }) => newest?.report.ledgers?.customers.rescued.value ?? null),
          money(
            t("results.money.marginOnRedeemed"),
            ({ newest }) => newest?.report.ledgers?.issuer.marginOnRedeemed ?? null,
          ),
          money(t("results.money.marginAbove"), ({ newest }) => newest?.report.ledgers?.issuer.marginAbove ?? null),
          money(t("results.money.breakage"), ({ newest }) => newest?.report.ledgers?.issuer.breakage ?? null),
          money(t("results.money.cost"), ({ newest }) => newest?.report.ledgers?.issuer.cost ?? null),
          money(t("results.money.net"), ({ newest }) => newest?.report.ledgers?.issuer.net ?? null),
          money(t("results.money.avoided"), ({ newest }) => newest?.report.ledgers?.states.avoided ?? null),
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [
          [t("results.perMailbox"), t("results.defined.perMailbox")],
          [t("results.rise"), t("results.defined.rise")],
          [t("results.net"), t("results.defined.net")],
        ],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import type { TopByModel } from "@/lib/insights/insight";
import { type MessageKey, t } from "@/lib/messages/message";
import classes from "./insights.module.css";
import { typeColumns } from "./ranked-types";
import { shownNote, windowNote } from "./window-note";

const names: Readonly<Record<string, MessageKey>> = {
  open: "model.open",
  "semi-closed": "model.semi-closed",
  closed: "model.closed",
};

export function modelName(model: string): string {
  return t(names[model] ?? "model.unknown");
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

export function TopModels({ top, address, locale }: { top: TopByModel; address: Address; locale: Locale }) {
  const filled = top.models.filter((group) => group.rows.length > 0);
  const shown = filled.map((group) => group.rows.length);
  const counts = filled.map((group) => group.count);
  return (
    <Section
      title={t("insights.models")}
      note={shownNote(windowNote(top.period, locale), sum(shown), sum(counts), locale, false)}
      actions={<ExportMenu table="top-by-business-model" count={sum(counts)} locale={locale} />}
      flush
    >
      {filled.length === 0 ? <EmptyState title={t("insights.none")}>{t("insights.noneHint")}</EmptyState> : null}
      {filled.map((group) => (
        <div key={group.model}>
          <h3 className={classes.model}>{modelName(group.model)}</h3>
          <DataTable
            caption={`${t("insights.models")}: ${modelName(group.model)}`}
            columns={typeColumns(top.currency, top.period, address, locale)}
            rows={group.rows}
            rowKey={(row) => row.cardType.id}
            empty={null}
          />
        </div>
      ))}
    </Section>
  );
}

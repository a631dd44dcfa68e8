import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import type { TopByModel } from "@/lib/insights/insight";
import { t } from "@/lib/messages/breakage";
import type { MessageKey } from "@/lib/messages/message";
import classes from "./insights.module.css";
import { salesHref, typeColumns } from "./ranked-types";
import { shownNote, windowNote } from "./window-note";

const names: Readonly<Record<string, MessageKey<typeof t>>> = {
  open: "model.open",
  "semi-closed": "model.semi-closed",
  closed: "model.closed",
};

export function modelName(model: string): string {
  return t(names[model] ?? "model.unknown");
}

export function TopModels({ top, address, locale }: { top: TopByModel; address: Address; locale: Locale }) {
  const models = [...new Set(top.rows.map((row) => row.model.id))];
  return (
    <Section
      title={t("insights.models")}
      note={shownNote(windowNote(top.period, locale), top.rows.length, top.count, locale, false)}
      actions={<ExportMenu table="top-by-business-model" count={top.count} locale={locale} />}
      flush
    >
      {models.length === 0 ? <EmptyState title={t("insights.none")}>{t("insights.noneHint")}</EmptyState> : null}
      {models.map((model) => (
        <div key={model}>
          <h3 className={classes.model}>{modelName(model)}</h3>
          <DataTable
            caption={`${t("insights.models")}: ${modelName(model)}`}
            columns={typeColumns(top.currency, top.period, address, locale)}
            rows={top.rows.filter((row) => row.model.id === model)}
            rowKey={(row) => row.cardType.id}
            rowHref={(row) => salesHref(top.period, address, row.cardType.id)}
            empty={null}
          />
        </div>
      ))}
    </Section>
  );
}

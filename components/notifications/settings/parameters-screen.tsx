import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Address } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { ResolvedAmount } from "@/lib/notifications/optimiser/resolve";
import type { ParameterLine } from "@/lib/notifications/proposals/parameter-rows";
import { formatParameter, parameterScope, parameterTitle } from "@/lib/notifications/proposals/parameter-words";
import type { StoredParameter } from "@/lib/notifications/queries/parameters";
import { ParameterForm } from "./parameter-form";
import classes from "./settings.module.css";

type Props = {
  lines: readonly ParameterLine[];
  /** Everything that was ever set, newest first. */
  history: readonly StoredParameter[];
  canManage: boolean;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** What the optimiser believes, with where each figure comes from, and how it was believed before. */
export function ParametersScreen({ lines, history, canManage, timeZone, address, locale }: Props) {
  return (
    <>
      <PageHeader title={t("notify.parameters.title")} lead={t("notify.parameters.lead")} />
      <NotificationTabs current="parameters" address={address} />
      <p className={classes.intro}>{t("notify.parameters.note")}</p>
      <Section
        title={t("notify.parameters.inForce")}
        actions={<ExportMenu table="notification-parameters" count={lines.length} locale={locale} />}
        flush
      >
        <DataTable
          caption={t("notify.parameters.inForce")}
          rows={lines}
          rowKey={({ name, channel, reason, currency }) => `${name} ${channel} ${reason} ${currency}`}
          empty={null}
          columns={[
            {
              key: "name",
              title: t("notify.parameters.name"),
              cell: (line) => (
                <>
                  {t(`notify.parameter.${line.name}`)}
                  <span className={classes.under}>
                    {line.channel || line.reason || line.currency
                      ? parameterScope(line)
                      : t(`notify.parameter.${line.name}.means`)}
                  </span>
                </>
              ),
            },
            {
              key: "value",
              title: t("notify.parameters.value"),
              numeric: true,
              cell: ({ name, inForce }) => formatParameter(name, inForce.value, locale),
            },
            {
              key: "range",
              title: t("notify.parameters.range"),
              numeric: true,
              wide: true,
              cell: ({ name, inForce: { low, high } }) =>
                low === high
                  ? t("notify.parameters.noRange")
                  : t("notify.parameters.from", {
                      low: formatParameter(name, low, locale),
                      high: formatParameter(name, high, locale),
                    }),
            },
            {
              key: "origin",
              title: t("notify.parameters.origin"),
              cell: ({ inForce }) => <Origin origin={inForce.origin} doubtful={inForce.doubtful} />,
            },
            {
              key: "source",
              title: t("notify.parameters.source"),
              wide: true,
              cell: ({ inForce, setBy }) => (
                <span className={classes.under}>
                  {inForce.source} {setBy ? `${setBy}, ` : ""}
                  {inForce.date.slice(0, 10)}
                </span>
              ),
            },
          ]}
        />
      </Section>
      {canManage ? (
        <Section title={t("notify.parameters.set")} note={t("notify.parameters.set.note")}>
          <ParameterForm />
        </Section>
      ) : null}
      <Section title={t("notify.parameters.history")} flush>
        <DataTable
          caption={t("notify.parameters.history")}
          rows={history.slice(0, 100)}
          rowKey={({ id }) => String(id)}
          empty={
            <EmptyState title={t("notify.parameters.history.none")}>{t("notify.parameters.history.text")}</EmptyState>
          }
          columns={[
            {
              key: "when",
              title: t("notify.parameters.when"),
              cell: ({ date }) => formatInstant(date, timeZone, locale),
            },
            {
              key: "name",
              title: t("notify.parameters.name"),
              cell: (row) => (
                <>
                  {parameterTitle(row.name)}
                  <span className={classes.under}>{parameterScope(row)}</span>
                </>
              ),
            },
            {
              key: "value",
              title: t("notify.parameters.value"),
              numeric: true,
              cell: ({ name, value }) => formatParameter(name, value, locale),
            },
            {
              key: "origin",
              title: t("notify.parameters.origin"),
              wide: true,
              cell: ({ origin }) => <Origin origin={origin} doubtful={false} />,
            },
            {
              key: "source",
              title: t("notify.parameters.source"),
              wide: true,
              cell: ({ source, createdByName, batches }) => (
                <span className={classes.under}>
                  {source} {createdByName}
                  {batches && batches.length > 0
                    ? `. ${t("notify.parameters.batches", { ids: batches.join(", ") })}`
                    : ""}
                </span>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}

function Origin({ origin, doubtful }: { origin: ResolvedAmount["origin"]; doubtful: boolean }) {
  return (
    <span className={classes.origin} data-origin={origin}>
      {t(doubtful ? "notify.origin.doubtful" : `notify.origin.${origin}`)}
    </span>
  );
}

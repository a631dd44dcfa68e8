import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { formatInstant, type Locale } from "@/lib/format";
import { keyStateOf } from "@/lib/identity/key-state";
import type { KeyRow } from "@/lib/identity/queries/members";
import { t } from "@/lib/messages/identity";
import { KeyRevoke } from "./key-revoke";
import classes from "./settings.module.css";

type Props = { keys: readonly KeyRow[]; issuer: { name: string; timeZone: string }; now: Date; locale: Locale };

export function KeysView({ keys, issuer, now, locale }: Props) {
  const when = (instant: Date | null) => (instant ? formatInstant(instant, issuer.timeZone, locale) : t("time.never"));
  const columns: Column<KeyRow>[] = [
    {
      key: "name",
      title: t("keys.name"),
      cell: (key) => <Name apiKey={key} isLive={keyStateOf(key, now) === "live"} />,
    },
    { key: "scopes", title: t("keys.scopes"), cell: (key) => <Scopes scopes={key.scopes} /> },
    {
      key: "created",
      title: t("keys.created"),
      wide: true,
      cell: (key) => <Created apiKey={key} at={when(key.createdAt)} />,
    },
    { key: "used", title: t("keys.lastUsed"), cell: (key) => when(key.lastUsedAt) },
    { key: "state", title: t("keys.state"), cell: (key) => stateText(key, now, when) },
    {
      key: "revoke",
      title: "",
      cell: (key) => (keyStateOf(key, now) === "live" ? <KeyRevoke keyId={key.id} name={key.name} /> : null),
    },
  ];
  return (
    <Section title={t("settings.keys")} actions={<ExportMenu table="keys" count={keys.length} locale={locale} />} flush>
      <DataTable
        caption={t("keys.caption", { issuer: issuer.name })}
        columns={columns}
        rows={keys}
        rowKey={(key) => String(key.id)}
        empty={<EmptyState title={t("keys.empty")}>{t("keys.emptyWhat")}</EmptyState>}
      />
    </Section>
  );
}

function stateText(key: KeyRow, now: Date, when: (instant: Date) => string): string {
  const state = keyStateOf(key, now);
  if (state === "live" && key.expiresAt) return t("keys.until", { date: when(key.expiresAt) });
  return t(`keys.${state}`);
}

function Name({ apiKey, isLive }: { apiKey: KeyRow; isLive: boolean }) {
  return (
    <span className={isLive ? undefined : classes.off}>
      <span className={classes.strong}>{apiKey.name}</span>
      <code className={classes.small}>{apiKey.prefix}…</code>
    </span>
  );
}

function Created({ apiKey, at }: { apiKey: KeyRow; at: string }) {
  return (
    <>
      {at}
      {apiKey.createdBy ? <span className={classes.small}>{apiKey.createdBy}</span> : null}
    </>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <span className={classes.scopes}>
      {scopes.map((scope) => (
        <code key={scope} className={classes.scope}>
          {scope}
        </code>
      ))}
    </span>
  );
}

import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Hash } from "@/components/ui/hash";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { ListedVersion } from "@/lib/escheat/law-versions";
import type { RulePage } from "@/lib/escheat/queries/rules";
import { ruleHref } from "@/lib/escheat/rule-path";
import type { ShownVersions } from "@/lib/escheat/shown-versions";
import { daysWords, versionName } from "@/lib/escheat/versions";
import { formatDate, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rules.module.css";

type Props = { page: RulePage; shown: ShownVersions; timeZone: string; address: Address; locale: Locale };

/** Which version decides which days, who wrote it and why, and who has confirmed it. */
export function VersionTable({ page, shown, timeZone, address, locale }: Props) {
  const columns: Column<ListedVersion>[] = [
    {
      key: "version",
      title: t("escheat.rules.version"),
      cell: ({ rule }) => (
        <Link href={ruleHref(page.law, address, rule.version)} prefetch={false}>
          {versionName(rule)}
        </Link>
      ),
    },
    {
      key: "days",
      title: t("escheat.rule.days"),
      cell: (version) => <Days version={version} current={page.current.version} />,
    },
    {
      key: "written",
      title: t("escheat.rule.writtenBy"),
      cell: ({ own }) =>
        own ? (
          <>
            {own.createdByName}
            <span className={classes.under}>{formatInstant(own.createdAt, timeZone, locale)}</span>
          </>
        ) : (
          t("escheat.rules.ours")
        ),
    },
    { key: "reason", title: t("escheat.rule.reason"), wide: true, cell: ({ own }) => own?.reason ?? "–" },
    {
      key: "confirmed",
      title: t("escheat.rule.confirmedBy"),
      cell: ({ confirmation }) =>
        confirmation.kind === "unconfirmed" ? (
          t("escheat.rule.nobody")
        ) : (
          <>
            {confirmation.kind === "changed" ? t("escheat.rule.lost") : confirmation.confirmation.by}
            <span className={classes.under}>{formatDate(confirmation.confirmation.on, locale)}</span>
          </>
        ),
    },
    {
      key: "hash",
      title: t("escheat.rule.hash"),
      wide: "very",
      cell: ({ rule, hash }) => <Hash value={hash} label={t("escheat.rule.hashOf", { version: versionName(rule) })} />,
    },
  ];
  return (
    <Section
      title={t("escheat.rule.versions")}
      note={t("escheat.rule.versionsNote")}
      actions={<ExportMenu table="escheat-rule-versions" count={page.versions.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("escheat.rule.versions")}
        columns={columns}
        rows={page.versions}
        rowKey={({ rule }) => String(rule.version)}
        isCurrent={({ rule }) => rule.version === shown.shown.rule.version}
        empty={null}
      />
    </Section>
  );
}

function Days({ version: { rule, decides, replacedBy }, current }: { version: ListedVersion; current: number }) {
  if (!decides) {
    return replacedBy === null ? t("escheat.rule.decidesNothing") : t("escheat.rule.replaced", { version: replacedBy });
  }
  return (
    <>
      {daysWords(rule.effectiveFrom, rule.effectiveTo)}
      {rule.version === current ? <span className={classes.under}>{t("escheat.rule.decidesNow")}</span> : null}
    </>
  );
}

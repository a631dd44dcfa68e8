import { Alert } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { DataTable } from "@/components/ui/data-table";
import { DownloadLink } from "@/components/ui/download-link";
import { Figure, FigureRow } from "@/components/ui/figure";
import { Hash } from "@/components/ui/hash";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import { leftOutKinds } from "@/lib/escheat/filing/letter-choice";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { LetterBatchDetail, LetterLine } from "@/lib/escheat/queries/letters";
import { formatCount, formatDate, formatDateRange, formatInstant, formatMoney, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "../reports/reports.module.css";
import { WaySteps } from "../way-steps";
import { BatchAct } from "./batch-act";
import { BatchState } from "./batch-state";
import { IssueRun } from "./issue-run";
import { LetterPreview } from "./letter-preview";
import { LetterTable } from "./letter-table";

type Props = {
  batch: LetterBatchDetail;
  letters: readonly LetterLine[];
  page: number;
  perPage: number;
  isMailed: boolean;
  /** The newest run that prints these letters, while it is at work or when its failing is the last word. */
  run: JobView | null;
  viewer: { personId: number | null; mayPropose: boolean; mayApprove: boolean; mayCancel: boolean };
  first: string;
  today: string;
  /** What is no longer as it was sealed; comes when it is computed. */
  changes: ReactNode;
  issuer: { id: number; timeZone: string };
  address: Address;
  locale: Locale;
};

/** Letters that go out together: what they say, to whom, who let them out, and what became of them. */
export function BatchScreen(props: Props) {
  const { batch, letters, page, perPage, isMailed, run, viewer, first, today, changes, issuer, address, locale } =
    props;
  const { id, jurisdiction, reportYear, state, sendFrom, sendTo, files } = batch;
  const [example] = letters;
  return (
    <>
      <PageHeader
        title={t("letters.titleOf", { place: placeName(jurisdiction), year: reportYear })}
        lead={t("letters.leadOf", { id })}
        above={<Link href={hrefTo("/issuer/escheat/letters", address)}>{t("letters.back")}</Link>}
        meta={<BatchState state={state} />}
      />
      <EscheatTabs current="letters" address={address} />
      {batch.fault ? (
        <Alert color="red" variant="light" role="alert" className={classes.alert} title={t("letters.fault")}>
          {t("filing.seal.refused", { why: batch.fault })}
        </Alert>
      ) : null}
      {state === "rejected" ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          {t("letters.rejected", { who: batch.decidedByName ?? "", reason: batch.decisionReason ?? "" })}
        </Alert>
      ) : null}
      <WaySteps label={t("letters.way")} steps={way(batch, isMailed, issuer.timeZone, locale)} />
      <FigureRow columns={4}>
        <Figure
          label={t("letters.count")}
          value={formatCount(batch.letters, locale)}
          period={t("letters.oneEach")}
          href="#letters"
        />
        <Figure
          label={t("letters.value")}
          value={formatMoney(batch.amount, batch.currency, locale)}
          period={t("letters.value.on", { when: formatInstant(batch.proposedAt, issuer.timeZone, locale) })}
          href="#letters"
        />
        <Figure
          label={t("letters.window")}
          value={sendTo ? formatDate(sendTo, locale) : t("letters.window.open")}
          period={sendFrom && sendTo ? formatDateRange(sendFrom, sendTo, locale) : t("letters.window.none")}
        />
        <Figure
          label={t("letters.leftOut")}
          value={formatCount(
            Object.values(batch.leftOut).reduce((sum, count) => sum + count, 0),
            locale,
          )}
          period={t("letters.leftOut.owners")}
          href="#left-out"
        />
      </FigureRow>
      {run ? (
        <IssueRun key={run.id} initial={run} issuer={issuer} mayCancel={viewer.mayCancel} locale={locale} />
      ) : null}
      <BatchAct
        batch={batch}
        viewer={viewer}
        first={first}
        today={today}
        isBusy={run !== null && isActive(run.state)}
        isMailed={isMailed}
      />
      {state === "proposed" || state === "approved" ? changes : null}
      {files.length > 0 ? <Files batch={batch} address={address} locale={locale} /> : null}
      {example && batch.fault === null ? (
        <LetterPreview content={example.content} on={batch.issuedOn ?? firstDay(batch, first)} locale={locale} />
      ) : null}
      {batch.fault === null ? (
        <div id="letters">
          <LetterTable {...{ batch, letters, page, perPage, today, address, locale }} mayPropose={viewer.mayPropose} />
        </div>
      ) : null}
      <LeftOut leftOut={batch.leftOut} locale={locale} />
    </>
  );
}

const firstDay = ({ sendFrom }: LetterBatchDetail, first: string): string =>
  sendFrom !== null && sendFrom > first ? sendFrom : first;

function way(batch: LetterBatchDetail, isMailed: boolean, timeZone: string, locale: Locale) {
  const { state, proposedByName, proposedAt, decidedByName, decidedAt, issuedByName, issuedOn } = batch;
  const isRejected = state === "rejected";
  const approved = decidedByName !== null && decidedAt !== null && !isRejected;
  const issued = issuedByName !== null && issuedOn !== null;
  const done = {
    proposed: t("reports.by", { who: proposedByName, when: formatInstant(proposedAt, timeZone, locale) }),
    approved: approved
      ? t("reports.by", { who: decidedByName, when: formatInstant(decidedAt, timeZone, locale) })
      : null,
    issued: issued ? t("reports.filedBy", { who: issuedByName, day: formatDate(issuedOn, locale) }) : null,
    mailed: isMailed ? t("letters.way.mailed.done") : null,
  };
  const keys = ["proposed", "approved", "issued", "mailed"] as const;
  const next = isRejected ? null : keys.find((key) => done[key] === null);
  return keys.map((key) => ({ key, name: t(`letters.way.${key}`), done: done[key], isCurrent: key === next }));
}

function Files({ batch, address, locale }: { batch: LetterBatchDetail; address: Address; locale: Locale }) {
  const issuer = firstOf(address.issuer);
  const query = (number: number) => {
    const params = new URLSearchParams({
      ...(number > 1 ? { file: String(number) } : {}),
      ...(issuer ? { issuer } : {}),
    });
    return params.size > 0 ? `?${params}` : "";
  };
  return (
    <Section title={t("letters.files")} note={t("letters.files.note")}>
      <ul className={classes.files}>
        {batch.files.map(({ name, sha256, letters }, index) => (
          <li key={sha256} className={classes.buttons}>
            <DownloadLink
              href={`/api/v1/escheat/letters/${batch.id}/pdf${query(index + 1)}`}
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} stroke={1.7} aria-hidden />}
            >
              {t("letters.file", { name, count: formatCount(letters, locale), n: letters })}
            </DownloadLink>
            <Hash value={sha256} label={t("letters.file.hash")} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LeftOut({ leftOut, locale }: { leftOut: Readonly<Record<string, number>>; locale: Locale }) {
  const rows = leftOutKinds.flatMap((kind) => (leftOut[kind] ? [{ kind, owners: leftOut[kind] }] : []));
  if (rows.length === 0) return null;
  return (
    <div id="left-out">
      <Section title={t("letters.leftOut")} note={t("letters.leftOut.note")} flush>
        <DataTable
          caption={t("letters.leftOut")}
          rows={rows}
          rowKey={({ kind }) => kind}
          empty={null}
          columns={[
            { key: "why", title: t("reports.beside.why"), cell: ({ kind }) => t(`letters.leftOut.${kind}`) },
            {
              key: "owners",
              title: t("letters.owners"),
              numeric: true,
              cell: ({ owners }) => formatCount(owners, locale),
            },
          ]}
        />
      </Section>
    </div>
  );
}

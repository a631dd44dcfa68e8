import { HoldAllButton } from "@/components/notifications/hold/hold-all-button";
import { PausedNotice } from "@/components/notifications/hold/paused-notice";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { ExportMenu } from "@/components/ui/export-menu";
import { Figure, FigureRow } from "@/components/ui/figure";
import { Fresh } from "@/components/ui/fresh";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationProposalMessages } from "@/lib/messages/notifications-proposals";
import type { IssuerPause } from "@/lib/notifications/approval/issuer-pause";
import { nowhereSentence, outcomeSentence } from "@/lib/notifications/proposals/outcome-words";
import { proposeOutcomeOf } from "@/lib/notifications/proposals/run-outcome";
import type { BatchPage } from "@/lib/notifications/queries/batches";
import type { OpenTotals } from "@/lib/notifications/queries/open-totals";
import type { UnsettledCount } from "@/lib/notifications/queries/unsettled";
import { type BatchListParams, batchGroups } from "@/lib/notifications/schema";
import { UnsettledNotice } from "../sending/unsettled-notice";
import { ProposalTable } from "./proposal-table";
import classes from "./proposals.module.css";
import { ProposeButton } from "./propose-button";
import { ProposeRun } from "./propose-run";

const t = words(forecastMessages, notificationMessages, notificationProposalMessages);

type Props = {
  page: BatchPage;
  params: BatchListParams;
  totals: OpenTotals;
  /** Nobody has said yet how to send: nothing can be proposed. */
  hasSetting: boolean;
  /** That all sending is held; null: it is not. */
  pause: IssuerPause | null;
  hasAny: boolean;
  /** Messages of all batches that wait for a person. */
  unsettled: UnsettledCount;
  /** The newest run that proposes; null: there was none, or the reader may not see runs. */
  run: JobView | null;
  freshness: Freshness;
  issuer: IssuerFacts;
  may: { propose: boolean; approve: boolean; manage: boolean; cancel: boolean };
  address: Address;
  locale: Locale;
};

const path = "/issuer/notifications";

/** What is proposed, what is under way, and what became of the rest. */
export function ProposalsScreen(props: Props) {
  const { page, params, totals, hasSetting, pause, run, freshness, issuer, may, address, locale } = props;
  const isBusy = run !== null && isActive(run.state);
  const canStart = may.propose && hasSetting && freshness.dataUntil !== null;
  const propose = canStart ? <ProposeButton lastRunId={run?.id ?? 0} isBusy={isBusy} /> : null;
  return (
    <>
      <PageHeader
        title={t("notify.title")}
        lead={t("notify.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
        actions={
          <>
            {hasSetting && !pause && (may.approve || may.manage) ? <HoldAllButton act="pause" /> : null}
            {page.items.length > 0 ? propose : null}
          </>
        }
      />
      <NotificationTabs current="proposals" address={address} />
      <PausedNotice pause={pause} mayResume={may.approve} timeZone={issuer.timeZone} locale={locale} />
      <UnsettledNotice count={props.unsettled} address={address} locale={locale} />
      {run && (isBusy || run.state === "failed") ? (
        <ProposeRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} />
      ) : null}
      {run && !isBusy ? <LastRun run={run} timeZone={issuer.timeZone} locale={locale} /> : null}
      <Totals totals={totals} address={address} locale={locale} />
      <Section
        title={t("notify.proposals")}
        actions={
          <>
            <LinkTabs
              label={t("notify.group")}
              tabs={[...batchGroups, "all" as const].map((group) => ({
                key: group,
                label: t(`notify.group.${group}`),
                href: hrefWith(path, address, { state: group === "open" ? null : group, before: null }),
                isCurrent: group === (params.state ?? "all"),
              }))}
            />
            <ExportMenu table="notification-batches" locale={locale} />
          </>
        }
        flush
      >
        <ProposalTable
          batches={page.items}
          empty={<Empty {...props} propose={propose} />}
          after={<Pages page={page} params={params} address={address} locale={locale} />}
          address={address}
          locale={locale}
        />
      </Section>
    </>
  );
}

function LastRun({ run, timeZone, locale }: { run: JobView; timeZone: string; locale: Locale }) {
  const outcome = proposeOutcomeOf(run.result);
  if (!outcome || !run.endedAt) return null;
  const when = t("notify.lastRun", { when: formatInstant(run.endedAt, timeZone, locale), who: run.startedByName });
  return (
    <p className={classes.lastRun}>
      {[when, outcomeSentence(outcome, locale), nowhereSentence(outcome, locale)].filter(Boolean).join(" ")}
    </p>
  );
}

function Totals({ totals, address, locale }: Pick<Props, "totals" | "address" | "locale">) {
  if (totals.batches === 0) return null;
  const href = hrefWith(path, address, { state: null });
  const money = (amount: bigint) => formatMoney(amount, totals.currency, locale);
  const period = t("notify.totals.period", { currency: totals.currency });
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("notify.totals.open")}
        value={formatCount(totals.batches, locale)}
        period={t("notify.totals.next", { day: formatDate(totals.nextExpiryOn, locale) })}
        href={href}
      />
      <Figure
        label={t("notify.totals.people")}
        value={formatCount(totals.people, locale)}
        period={t("notify.totals.audience", { audience: formatCount(totals.audience, locale) })}
        href={href}
      />
      <Figure label={t("notify.totals.value")} value={money(totals.valueAtStake)} period={period} href={href} />
      <Figure label={t("notify.totals.delay")} value={money(totals.delayCost)} period={period} href={href} />
    </FigureRow>
  );
}

function Pages({ page, params, address, locale }: Pick<Props, "page" | "params" | "address" | "locale">) {
  if (page.nextBefore === null && params.before === undefined) return null;
  return (
    <CursorPaging
      count={t("notify.shown", { count: page.items.length, n: formatCount(page.items.length, locale) })}
      firstHref={params.before === undefined ? null : hrefWith(path, address, { before: null })}
      nextHref={page.nextBefore === null ? null : hrefWith(path, address, { before: String(page.nextBefore) })}
    />
  );
}

function Empty({ hasSetting, hasAny, freshness, may, params, address, propose }: Props & { propose: React.ReactNode }) {
  if (!hasSetting) {
    return (
      <EmptyState
        title={t("notify.none.setting")}
        action={<ButtonLink href={hrefTo(`${path}/settings`, address)}>{t("notify.none.toSettings")}</ButtonLink>}
      >
        {t(may.manage ? "notify.none.setting.text" : "notify.none.setting.ask")}
      </EmptyState>
    );
  }
  if (freshness.dataUntil === null) {
    return (
      <EmptyState
        title={t("notify.none.data")}
        action={<ButtonLink href={hrefTo("/issuer/imports", address)}>{t("forecast.none.import")}</ButtonLink>}
      >
        {t("notify.none.data.text")}
      </EmptyState>
    );
  }
  if (hasAny && params.state !== "open") {
    return <EmptyState title={t("notify.none.here")}>{t("notify.none.here.text")}</EmptyState>;
  }
  return (
    <EmptyState title={t(hasAny ? "notify.none.open" : "notify.none.yet")} action={propose}>
      {t("notify.none.text")}
    </EmptyState>
  );
}

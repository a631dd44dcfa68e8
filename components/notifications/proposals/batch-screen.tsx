import { Alert } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { CursorPaging } from "@/components/ui/cursor-paging";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { formatCount, formatDateRange, formatInstant, type Locale } from "@/lib/format";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationProposalMessages } from "@/lib/messages/notifications-proposals";
import { notificationSendingMessages } from "@/lib/messages/notifications-sending";
import { lateWords } from "@/lib/notifications/approval/late-words";
import type { Member } from "@/lib/notifications/member";
import { isOpen } from "@/lib/notifications/proposals/batch-state";
import { batchTitle, languageName } from "@/lib/notifications/proposals/batch-words";
import type { BatchDetail, MemberPage } from "@/lib/notifications/queries/batch";
import type { MemberParams } from "@/lib/notifications/schema";
import { Assumptions } from "./assumptions";
import { BatchFigures } from "./batch-figures";
import { BatchState } from "./batch-state";
import { DelayTable } from "./delay-table";
import { EditForm } from "./edit-form";
import { History } from "./history";
import { LeftOutTable } from "./left-out-table";
import { PeopleTable } from "./people-table";
import classes from "./proposals.module.css";
import { Why } from "./why";

const t = words(notificationMessages, notificationProposalMessages, notificationSendingMessages);

type Props = {
  batch: BatchDetail;
  samples: readonly Member[];
  people: MemberPage;
  params: MemberParams;
  templates: readonly { value: string; label: string }[];
  /** The earliest and latest day on which anything can leave. */
  days: { first: string; last: string };
  /** Three messages as they would be read; come when they are drawn. */
  messages: ReactNode;
  timeZone: string;
  may: { propose: boolean; approve: boolean; audit: boolean };
  address: Address;
  locale: Locale;
};

/** A batch with all that somebody has to know who decides about it; every number opens to its people. */
export function BatchScreen(props: Props) {
  const { batch, samples, templates, days, messages, timeZone, may, address, locale } = props;
  const [first] = samples;
  const open = isOpen(batch.state);
  return (
    <>
      <PageHeader
        title={batchTitle(batch)}
        lead={t("notify.batch.lead", {
          channel: t(`notify.channel.${batch.channel}`),
          language: languageName(batch.language, locale),
          window: formatDateRange(batch.windowFrom, batch.windowTo, locale),
        })}
        above={<Link href={hrefTo("/issuer/notifications", address)}>{t("notify.batch.back")}</Link>}
        meta={
          <>
            <BatchState state={batch.state} />{" "}
            <span className={classes.quiet}>
              {t(open ? "notify.batch.expires" : "notify.batch.proposed", {
                by: batch.proposedByName,
                at: formatInstant(batch.proposedAt, timeZone, locale),
                until: formatInstant(batch.expiresAt, timeZone, locale),
              })}
            </span>
          </>
        }
        actions={<Ways batch={batch} may={may} address={address} />}
      />
      <NotificationTabs current="proposals" address={address} />
      <Notes batch={batch} timeZone={timeZone} address={address} locale={locale} />
      <BatchFigures batch={batch} address={address} locale={locale} />
      <Section title={t("notify.whyNow")} note={t("notify.whyNow.note")}>
        {first ? <Why explanation={first.explanation} currency={batch.currency} /> : <p>{t("notify.whyNow.nobody")}</p>}
      </Section>
      <DelayTable batch={batch} timeZone={timeZone} locale={locale} />
      <div id="samples">
        <Section title={t("notify.samples", { count: samples.length, n: formatCount(samples.length, locale) })} flush>
          <PeopleTable
            caption={t("notify.samples.caption")}
            members={samples}
            currency={batch.currency}
            empty={<NoPeople batch={batch} />}
            address={address}
            locale={locale}
          />
        </Section>
      </div>
      {messages}
      <LeftOutTable batch={batch} address={address} locale={locale} />
      <People {...props} />
      {open && batch.state === "proposed" && may.propose ? (
        <EditForm
          batch={{ ...pick(batch), templateId: batch.template.id }}
          templates={templates}
          first={days.first}
          last={days.last}
        />
      ) : null}
      <Assumptions batch={batch} address={address} locale={locale} />
      <History batch={batch} timeZone={timeZone} mayAudit={may.audit} address={address} locale={locale} />
    </>
  );
}

const pick = ({ id, seal, windowFrom, windowTo, holdoutShare, currency }: BatchDetail) => ({
  id,
  seal,
  windowFrom,
  windowTo,
  holdoutShare,
  currency,
});

/** Where it goes on: deciding, sending, and what it brought. */
function Ways({ batch, may, address }: Pick<Props, "batch" | "may" | "address">) {
  if (isOpen(batch.state)) {
    if (!may.approve) return null;
    return (
      <ButtonLink href={hrefTo("/manager/approvals", address, { batch: String(batch.id) })}>
        {t("notify.batch.decide")}
      </ButtonLink>
    );
  }
  if (batch.approvedAt === null) return null;
  return (
    <>
      <ButtonLink href={hrefTo(`/issuer/notifications/${batch.id}/sending`, address)} variant="default">
        {t("notify.batch.sending")}
      </ButtonLink>
      <ButtonLink href={hrefTo(`/issuer/notifications/results/${batch.id}`, address)} variant="default">
        {t("notify.batch.results")}
      </ButtonLink>
    </>
  );
}

function Notes({ batch, timeZone, address, locale }: Pick<Props, "batch" | "timeZone" | "address" | "locale">) {
  const to = (id: number) => hrefTo(`/issuer/notifications/${id}`, address);
  return (
    <>
      {batch.replacedBy !== null ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          <Link href={to(batch.replacedBy)}>{t("notify.batch.replacedBy", { id: batch.replacedBy })}</Link>
        </Alert>
      ) : null}
      {batch.replaces !== null ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          <Link href={to(batch.replaces)}>{t("notify.batch.replaces", { id: batch.replaces })}</Link>
        </Alert>
      ) : null}
      {batch.note && batch.state !== "replaced" ? (
        <Alert color={batch.state === "refused" ? "red" : "gray"} variant="light" className={classes.alert}>
          {batch.note}
        </Alert>
      ) : null}
      {batch.late ? (
        <Alert color={batch.late.beyond > 0 ? "orange" : "gray"} variant="light" className={classes.alert}>
          {lateWords(batch.late, timeZone, locale).join(" ")}
        </Alert>
      ) : null}
      {batch.beyondCapacity > 0 ? (
        <Alert color="orange" variant="light" className={classes.alert}>
          {t("sending.beyond", { count: formatCount(batch.beyondCapacity, locale), n: batch.beyondCapacity })}
        </Alert>
      ) : null}
      {batch.peopleErasedAt ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          {t("notify.batch.peopleErased", { when: formatInstant(batch.peopleErasedAt, timeZone, locale) })}
        </Alert>
      ) : null}
      {batch.template.withdrawnAt && isOpen(batch.state) ? (
        <Alert color="orange" variant="light" className={classes.alert}>
          {t("notify.batch.withdrawn")}
        </Alert>
      ) : null}
      {batch.approvalsNeeded > 1 && isOpen(batch.state) ? (
        <Alert color="gray" variant="light" className={classes.alert}>
          {t("notify.batch.two")}
        </Alert>
      ) : null}
    </>
  );
}

function NoPeople({ batch: { peopleErasedAt } }: Pick<Props, "batch">) {
  return peopleErasedAt ? (
    <EmptyState title={t("notify.people.erased")}>{t("notify.people.erased.text")}</EmptyState>
  ) : (
    <EmptyState title={t("notify.people.none")}>{t("notify.people.none.text")}</EmptyState>
  );
}

function People({ batch, people, params, address, locale }: Props) {
  const path = `/issuer/notifications/${batch.id}`;
  const href = (who: string) => `${hrefWith(path, address, { who: who === "all" ? null : who, cursor: null })}#people`;
  const groups = ["all", "written", "left-out"] as const;
  const isRule = !groups.some((group) => group === params.who);
  return (
    <div id="people">
      <Section
        title={t("notify.people")}
        note={
          isRule && params.who !== "all" && params.who !== "written" && params.who !== "left-out"
            ? t(`notify.leftOut.${params.who}`)
            : null
        }
        actions={
          <>
            <LinkTabs
              label={t("notify.people.who")}
              tabs={groups.map((group) => ({
                key: group,
                label: t(`notify.people.${group}`),
                href: href(group),
                isCurrent: group === params.who,
              }))}
            />
            <ExportMenu table="notification-people" count={people.total} locale={locale} />
          </>
        }
        flush
      >
        <PeopleTable
          caption={t("notify.people")}
          members={people.items}
          currency={batch.currency}
          empty={<NoPeople batch={batch} />}
          after={
            <CursorPaging
              count={t("notify.people.shown", {
                shown: formatCount(people.items.length, locale),
                total: formatCount(people.total, locale),
                n: people.total,
              })}
              firstHref={params.cursor === undefined ? null : `${hrefWith(path, address, { cursor: null })}#people`}
              nextHref={
                people.nextCursor === null
                  ? null
                  : `${hrefWith(path, address, { cursor: String(people.nextCursor) })}#people`
              }
            />
          }
          address={address}
          locale={locale}
        />
      </Section>
    </div>
  );
}

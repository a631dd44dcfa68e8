import { Alert } from "@mantine/core";
import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { MailboxDetail, ReceivedMail } from "@/lib/notifications/queries/mailboxes";
import { NotificationTabs } from "../notification-tabs";
import { mailboxPath } from "./mailbox-path";
import { mailboxState } from "./mailbox-state";
import { ReceivedMailView } from "./received-mail-view";
import classes from "./sending.module.css";
import { SuppressButton } from "./suppress-button";

type Props = {
  mailbox: MailboxDetail;
  /** The one that is opened. */
  mail: ReceivedMail | null;
  timeZone: string;
  may: { suppress: boolean; lift: boolean };
  address: Address;
  locale: Locale;
};

/** One mailbox: what arrived in it, what was sent to it, what its holder said, and whether it still gets anything. */
export function MailboxScreen({ mailbox: found, mail, timeZone, may, address, locale }: Props) {
  const { channel, mailbox, suppressed, suppressedAt, reply } = found;
  const at = (text: string) => formatInstant(text, timeZone, locale);
  const state = mailboxState(found);
  return (
    <>
      <PageHeader
        title={mailbox}
        lead={t(`notify.channel.${channel}`)}
        above={<Link href={hrefTo("/issuer/notifications/mailboxes", address)}>{t("mailboxes.back")}</Link>}
        actions={
          <>
            {suppressed !== null && may.lift ? <SuppressButton channel={channel} mailbox={mailbox} act="lift" /> : null}
            {suppressed !== "all" && may.suppress ? (
              <SuppressButton channel={channel} mailbox={mailbox} act="suppress" />
            ) : null}
          </>
        }
      />
      <NotificationTabs current="mailboxes" address={address} />
      {suppressed !== null ? (
        <Alert color="yellow" variant="light" className={classes.alert}>
          {suppressedAt ? t("mailboxes.since", { state, when: at(suppressedAt) }) : state}
          {reply ? <span className={classes.under}>{t("mailboxes.reply", { reply })}</span> : null}
        </Alert>
      ) : null}
      {mail ? <ReceivedMailView mail={mail} /> : null}
      {channel === "email" ? <Received found={found} at={at} address={address} /> : null}
      <Messages found={found} at={at} address={address} />
      <Events found={found} at={at} />
      <Words found={found} at={at} />
    </>
  );
}

type PartProps = { found: MailboxDetail; at: (text: string) => string };

function Received({ found, at, address }: PartProps & { address: Address }) {
  const path = mailboxPath(found.channel, found.mailbox);
  return (
    <Section title={t("mailboxes.received")} note={t("mailboxes.received.note")} flush>
      <DataTable
        caption={t("mailboxes.received")}
        rows={found.received}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={t("mailboxes.received.none")}>{t("mailboxes.received.none.text")}</EmptyState>}
        columns={[
          {
            key: "subject",
            title: t("sending.messages.subject"),
            cell: ({ id, subject }) => (
              <Link href={hrefWith(path, address, { mail: String(id) })} prefetch={false}>
                {subject}
              </Link>
            ),
          },
          { key: "at", title: t("sending.messages.at"), cell: ({ receivedAt }) => at(receivedAt) },
        ]}
      />
    </Section>
  );
}

function Messages({ found, at, address }: PartProps & { address: Address }) {
  return (
    <Section title={t("mailboxes.messages")} flush>
      <DataTable
        caption={t("mailboxes.messages")}
        rows={found.messages}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t("sending.messages.none")}>{t("sending.messages.none.text")}</EmptyState>}
        columns={[
          {
            key: "batch",
            title: t("mailboxes.batch"),
            cell: ({ batchId }) => (
              <Link href={hrefTo(`/issuer/notifications/${batchId}`, address)} prefetch={false}>
                {String(batchId)}
              </Link>
            ),
          },
          {
            key: "outcome",
            title: t("sending.messages.outcome"),
            cell: ({ outcome }) => t(`sending.message.${outcome}`),
          },
          { key: "subject", title: t("sending.messages.subject"), wide: true, cell: ({ subject }) => subject ?? "–" },
          {
            key: "words",
            title: t("sending.messages.words"),
            wide: true,
            cell: ({ note }) => <span className={classes.words}>{note ?? "–"}</span>,
          },
          { key: "at", title: t("sending.messages.at"), cell: ({ endedAt }) => at(endedAt) },
        ]}
      />
    </Section>
  );
}

function Events({ found, at }: PartProps) {
  if (found.events.length === 0) return null;
  return (
    <Section title={t("mailboxes.events")} flush>
      <DataTable
        caption={t("mailboxes.events")}
        rows={found.events}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: "what",
            title: t("mailboxes.events.what"),
            cell: ({ type, permanent }) => t(`mailboxes.events.${permanent ? "bounce.permanent" : type}`),
          },
          {
            key: "batch",
            title: t("mailboxes.batch"),
            cell: ({ batchId }) => (batchId === null ? "–" : String(batchId)),
          },
          {
            key: "words",
            title: t("sending.messages.words"),
            wide: true,
            cell: ({ detail }) => <span className={classes.words}>{detail ?? "–"}</span>,
          },
          { key: "who", title: t("mailboxes.events.who"), wide: true, cell: ({ actor }) => actor },
          { key: "at", title: t("sending.messages.at"), cell: ({ happenedAt }) => at(happenedAt) },
        ]}
      />
    </Section>
  );
}

function Words({ found, at }: PartProps) {
  if (found.words.length === 0) return null;
  return (
    <Section title={t("mailboxes.words")} flush>
      <DataTable
        caption={t("mailboxes.words")}
        rows={found.words}
        rowKey={({ occurredAt, covers, via }) => `${occurredAt} ${covers} ${via}`}
        empty={null}
        columns={[
          { key: "covers", title: t("mailboxes.words.covers"), cell: ({ covers }) => t(`mailboxes.words.${covers}`) },
          { key: "via", title: t("mailboxes.words.via"), cell: ({ via }) => via },
          { key: "who", title: t("mailboxes.words.who"), wide: true, cell: ({ actor }) => actor },
          { key: "why", title: t("mailboxes.words.why"), wide: true, cell: ({ reason }) => reason ?? "–" },
          { key: "at", title: t("sending.messages.at"), cell: ({ occurredAt }) => at(occurredAt) },
        ]}
      />
    </Section>
  );
}

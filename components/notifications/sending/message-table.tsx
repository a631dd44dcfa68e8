import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { Paging } from "@/components/ui/paging";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { MessageLine } from "@/lib/notifications/queries/messages";
import { messagesPerPage } from "@/lib/notifications/sending/constants";
import { mailboxPath } from "./mailbox-path";
import classes from "./sending.module.css";

type Props = {
  batchId: number;
  messages: { items: readonly MessageLine[]; total: number };
  page: number;
  timeZone: string;
  address: Address;
  locale: Locale;
};

export function MessageTable({ batchId, messages: { items, total }, page, timeZone, address, locale }: Props) {
  const to = (wanted: number) =>
    hrefWith(`/issuer/notifications/${batchId}/sending`, address, { page: String(wanted) });
  const from = (page - 1) * messagesPerPage + 1;
  return (
    <div id="messages">
      <Section title={t("sending.messages")} flush>
        <DataTable
          caption={t("sending.messages")}
          rows={items}
          rowKey={({ key }) => key}
          empty={<EmptyState title={t("sending.messages.none")}>{t("sending.messages.none.text")}</EmptyState>}
          after={
            total > messagesPerPage ? (
              <Paging
                from={from}
                to={from + items.length - 1}
                total={total}
                previousHref={page > 1 ? to(page - 1) : null}
                nextHref={from + items.length - 1 < total ? to(page + 1) : null}
                locale={locale}
              />
            ) : null
          }
          columns={[
            {
              key: "mailbox",
              title: t("sending.messages.mailbox"),
              cell: ({ channel, mailbox }) => (
                <Link href={hrefTo(mailboxPath(channel, mailbox), address)} prefetch={false} className={classes.words}>
                  {mailbox}
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
              wide: "very",
              cell: ({ note }) => <span className={classes.words}>{note ?? "–"}</span>,
            },
            {
              key: "at",
              title: t("sending.messages.at"),
              wide: true,
              cell: ({ endedAt }) => formatInstant(endedAt, timeZone, locale),
            },
          ]}
        />
      </Section>
    </div>
  );
}

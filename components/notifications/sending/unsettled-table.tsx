import Link from "next/link";
import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import type { Unsettled } from "@/lib/notifications/queries/unsettled";
import classes from "./sending.module.css";
import { SettleButton } from "./settle-button";

type Props = {
  messages: readonly Unsettled[];
  maySettle: boolean;
  /** Of several batches: where each is shown. */
  batchHref?: (batchId: number) => string;
  empty?: ReactNode;
  after?: ReactNode;
  locale: Locale;
};

const rules = ["frequency-cap", "quiet-hours", "state-hours", "too-late"] as const;

/** Our own rules in words; a server's words stay as they are. */
function wordsOf(reply: string | null): string {
  const rule = rules.find((one) => one === reply);
  return rule ? t(`sending.words.${rule}`) : (reply ?? "–");
}

/** What the program will not decide: each is settled by a person, with his reason. */
export function UnsettledTable({ messages, maySettle, batchHref, empty = null, after = null, locale }: Props) {
  if (messages.length === 0 && empty === null) return null;
  return (
    <Section title={t("sending.unsettled")} note={t("sending.unsettled.note")} flush>
      <DataTable
        caption={t("sending.unsettled")}
        rows={messages}
        rowKey={({ key }) => key}
        empty={empty}
        after={after}
        columns={[
          ...(batchHref
            ? [
                {
                  key: "batch",
                  title: t("sending.unsettled.batch"),
                  cell: ({ batchId }: Unsettled) => (
                    <Link href={batchHref(batchId)} prefetch={false}>
                      {String(batchId)}
                    </Link>
                  ),
                },
              ]
            : []),
          {
            key: "mailbox",
            title: t("sending.unsettled.mailbox"),
            cell: ({ mailbox, name }) => (
              <>
                <span className={classes.words}>{mailbox}</span>
                {name ? <span className={classes.under}>{name}</span> : null}
              </>
            ),
          },
          {
            key: "state",
            title: t("sending.unsettled.state"),
            cell: ({ state }) => t(`sending.unsettled.${state}`),
          },
          {
            key: "words",
            title: t("sending.unsettled.words"),
            wide: true,
            cell: ({ reply }) => <span className={classes.words}>{wordsOf(reply)}</span>,
          },
          {
            key: "attempts",
            title: t("sending.unsettled.attempts"),
            numeric: true,
            wide: true,
            cell: ({ attempts }) => formatCount(attempts, locale),
          },
          ...(maySettle
            ? [
                {
                  key: "settle",
                  title: t("sending.unsettled.settle"),
                  cell: ({ key, state, mailbox }: Unsettled) => <SettleButton message={{ key, state, mailbox }} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

import { type Address, firstOf, readAddress } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import { formatInstant } from "@/lib/format";
import { requireAll } from "@/lib/identity/scope";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationProposalMessages } from "@/lib/messages/notifications-proposals";
import { notificationSendingMessages } from "@/lib/messages/notifications-sending";
import { screenMessages } from "@/lib/messages/screens";
import { getBatch } from "@/lib/notifications/queries/batch";
import { listMailboxes, type MailboxLine } from "@/lib/notifications/queries/mailboxes";
import { listOutcomes, type OutcomeLine, type OutcomePage } from "@/lib/notifications/queries/outcomes";
import { outcomeText, wordsOf } from "@/lib/notifications/sending/outcome-words";
import { mailboxParams } from "@/lib/notifications/sending/schema";
import { type ExportSource, portionRows, prepare } from "../prepared";

const t = words(screenMessages, notificationMessages, notificationProposalMessages, notificationSendingMessages);

/** The number of a batch in the path of its sending. @throws NotFound. */
function sendingInPath(address: Address): number {
  const found = /^\/issuer\/notifications\/([1-9]\d{0,8})\/sending$/.exec(firstOf(address.path) ?? "");
  if (!found) throw new NotFound("This batch");
  return Number(found[1]);
}

async function* outcomePortions(first: OutcomePage, next: (cursor: number) => Promise<OutcomePage>) {
  let page = first;
  while (true) {
    yield page.items;
    if (page.nextCursor === null) return;
    page = await next(page.nextCursor);
  }
}

type MailboxPage = Awaited<ReturnType<typeof listMailboxes>>;

async function* mailboxPortions(first: MailboxPage, next: (page: number) => Promise<MailboxPage>) {
  let [page, got] = [first, 0];
  for (let number = 2; ; number++) {
    yield page.items;
    got += page.items.length;
    if (page.items.length === 0 || got >= page.total) return;
    page = await next(number);
  }
}

export const notificationSendingTables = {
  "notification-outcomes": {
    permission: "notification.read",
    prepare: async (scope, address) => {
      requireAll(scope, "customer.read");
      const id = sendingInPath(address);
      const read = (cursor: number | null) => listOutcomes(scope, id, cursor, portionRows);
      const [batch, first] = await Promise.all([getBatch(scope, id, new Date()), read(null)]);
      return prepare<OutcomeLine>({
        name: `reminders-${id}-outcomes`,
        title: t("sending.whole"),
        columns: [
          { title: t("notify.people.customer"), kind: "text", value: ({ customer }) => customer },
          { title: t("notify.people.person"), kind: "text", value: ({ name }) => name },
          { title: t("notify.people.mailbox"), kind: "text", value: ({ mailbox }) => mailbox },
          { title: t("sending.whole.outcome"), kind: "text", value: outcomeText },
          { title: t("sending.messages.words"), kind: "text", value: wordsOf },
          { title: t("sending.messages.subject"), kind: "text", value: ({ subject }) => subject },
          { title: t("sending.unsettled.attempts"), kind: "count", value: ({ attempts }) => attempts },
          {
            title: t("sending.messages.at"),
            kind: "text",
            value: ({ endedAt }) => (endedAt === null ? null : formatInstant(endedAt, scope.issuer.timeZone, "en")),
          },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("notify.batch"), String(id)],
          [t("notify.column.state"), t(`notify.state.${batch.state}`)],
          [t("notify.people.zone"), scope.issuer.timeZone],
          [t("notify.assumptions.seal"), batch.seal],
        ],
        definitions: [],
        count: first.total,
        portions: outcomePortions(first, read),
      });
    },
  },
  mailboxes: {
    permission: "notification.read",
    prepare: async (scope, address) => {
      const { page: _, ...params } = readAddress(mailboxParams, address);
      const read = (page: number) => listMailboxes(scope, { ...params, page }, portionRows);
      const first = await read(1);
      return prepare<MailboxLine>({
        name: "mailboxes",
        title: t("mailboxes.all"),
        columns: [
          { title: t("mailboxes.mailbox"), kind: "text", value: ({ mailbox }) => mailbox },
          { title: t("mailboxes.channel"), kind: "text", value: ({ channel }) => t(`notify.channel.${channel}`) },
          {
            title: t("mailboxes.state"),
            kind: "text",
            value: ({ suppressed }) => t(`mailboxes.export.${suppressed ?? "everything"}`),
          },
          {
            title: t("mailboxes.export.why"),
            kind: "text",
            value: ({ suppressedWhy }) => (suppressedWhy === null ? null : t(`mailboxes.why.${suppressedWhy}`)),
          },
          {
            title: t("mailboxes.last"),
            kind: "text",
            value: ({ lastSentAt }) =>
              lastSentAt === null ? null : formatInstant(lastSentAt, scope.issuer.timeZone, "en"),
          },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("mailboxes.search"), params.q ?? ""],
          [t("mailboxes.only"), t(params.suppressed ? "mailboxes.export.yes" : "mailboxes.export.no")],
          [t("notify.people.zone"), scope.issuer.timeZone],
        ],
        definitions: [],
        count: first.total,
        portions: mailboxPortions(first, read),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

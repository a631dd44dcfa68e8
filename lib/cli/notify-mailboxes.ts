import { z } from "zod";
import { scopeForOperator } from "@/lib/identity/scope";
import { batchInput } from "@/lib/notifications/approval/schema";
import { receiveEvent } from "@/lib/notifications/events/mutations/receive";
import { messageEventInput } from "@/lib/notifications/events/schema";
import { settleDead, settleUnknown } from "@/lib/notifications/mutations/settle";
import { liftSuppression, suppressMailbox } from "@/lib/notifications/mutations/suppress";
import { getMailbox, listMailboxes, type MailboxLine } from "@/lib/notifications/queries/mailboxes";
import { listAllUnsettled, listUnsettled, type Unsettled } from "@/lib/notifications/queries/unsettled";
import {
  mailboxListQuery,
  mailboxPath,
  settleDeadInput,
  settleUnknownInput,
  suppressInput,
  unsettledListQuery,
} from "@/lib/notifications/sending/schema";
import { parseInput } from "@/lib/validation";
import { ofDigits } from "@/lib/whole-number";
import { command, UsageError } from "./command";
import { jsonOf } from "./json-file";
import { issuer } from "./options";
import { textTable } from "./table";

const reason = { type: "string", value: "WORDS", required: true, summary: "why" } as const;
const mailboxArguments = [
  { name: "CHANNEL", summary: "email, sms or push", required: true },
  { name: "MAILBOX", summary: "the mailbox, as `mailboxes` names it", required: true },
] as const;

export const mailboxCommands = [
  command({
    name: "mailboxes",
    summary: "Mailboxes of which something is known, and which of them get nothing, and why",
    options: {
      issuer,
      q: { type: "string", value: "TEXT", summary: "only those that begin so" },
      suppressed: { type: "boolean", summary: "only those that do not get everything" },
      page: { type: "string", value: "N", default: "1", summary: "which page of them" },
    },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const found = await listMailboxes(
        scope,
        parseInput(mailboxListQuery, {
          q: values.q,
          page: values.page,
          ...(values.suppressed ? { suppressed: "yes" } : {}),
        }),
      );
      return { json: found, text: found.items.length > 0 ? tableOf(found.items) : nothingFound(values) };
    },
  }),
  command({
    name: "mailbox",
    summary: "What was sent to a mailbox, what its holder said, and whether it still gets anything",
    arguments: mailboxArguments,
    options: { issuer },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const { channel, mailbox } = parseInput(mailboxPath, { channel: args[0], mailbox: args[1] });
      const found = await getMailbox(scope, channel, mailbox);
      const messages = found.messages.map((one) =>
        [one.endedAt, `batch ${one.batchId}`, one.outcome, one.subject, one.note].filter(Boolean).join("  "),
      );
      const words = found.words.map((one) =>
        [one.occurredAt, `wants ${wants[one.covers]}`, `by ${one.via}`, one.reason].filter(Boolean).join("  "),
      );
      return { json: found, text: [tableOf([found]), ...messages, ...words].join("\n") };
    },
  }),
  ...(
    [
      ["suppress", "Sends a mailbox nothing but what the law demands", suppressMailbox, "gets nothing any more"],
      ["lift", "Writes to a mailbox again, because its holder wants it", liftSuppression, "is written to again"],
    ] as const
  ).map(([name, summary, act, done]) =>
    command({
      name,
      summary,
      arguments: mailboxArguments,
      options: { issuer, reason },
      run: async ({ values, args }) => {
        const scope = await scopeForOperator(values.issuer);
        const input = parseInput(suppressInput, { channel: args[0], mailbox: args[1], reason: values.reason });
        await act(scope, input, new Date());
        return { json: input, text: `${input.mailbox} ${done}.` };
      },
    }),
  ),
  command({
    name: "events",
    summary: "Takes in what a provider reported of messages it had accepted; what was told before counts once",
    arguments: [
      {
        name: "FILE",
        field: "body",
        summary: "JSON as POST /notifications/events takes it, one or a list; - reads it in",
        required: true,
      },
    ],
    options: { issuer },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const events = parseInput(z.array(messageEventInput).min(1), [await jsonOf(args[0] ?? "")].flat());
      const items = [];
      for (const event of events) items.push(await receiveEvent(scope, event, new Date()));
      const news = items.filter(({ repeated }) => !repeated).length;
      return { json: { items }, text: `${news} taken in, ${items.length - news} told before.` };
    },
  }),
  command({
    name: "unsettled",
    summary: "Messages that wait for a person: unknown, or without a lawful moment",
    arguments: [{ name: "BATCH", field: "batchId", summary: "the batch's number; without it, of all batches" }],
    options: { issuer, page: { type: "string", value: "N", default: "1", summary: "of all batches: which page" } },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      if (args[0] === undefined) {
        const { page } = parseInput(unsettledListQuery, { page: values.page });
        const found = await listAllUnsettled(scope, page);
        const count = `${found.items.length} of ${found.total}`;
        return { json: found, text: [unsettledText(found.items), ...(found.total > 0 ? ["", count] : [])].join("\n") };
      }
      const { batchId } = parseInput(batchInput, { batchId: ofDigits(args[0]) });
      const items = await listUnsettled(scope, batchId);
      return { json: { items }, text: unsettledText(items) };
    },
  }),
  command({
    name: "settle",
    summary: "Says what became of an unknown message, or what becomes of a dead one",
    arguments: [{ name: "KEY", summary: "the message's key, as `unsettled` names it", required: true }],
    options: {
      issuer,
      outcome: {
        type: "string",
        value: "WHAT",
        required: true,
        summary: "arrived or not-arrived of an unknown one, again or given-up of a dead one",
      },
      reason,
    },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const given = { key: args[0], reason: values.reason };
      if (values.outcome === "arrived" || values.outcome === "not-arrived") {
        const input = parseInput(settleUnknownInput, { ...given, arrived: values.outcome === "arrived" });
        await settleUnknown(scope, input, new Date());
        return { json: input, text: "Settled." };
      }
      if (values.outcome !== "again" && values.outcome !== "given-up")
        throw new UsageError(
          "--outcome is arrived or not-arrived of an unknown message, again or given-up of a dead one.",
        );
      const input = parseInput(settleDeadInput, { ...given, again: values.outcome === "again" });
      await settleDead(scope, input, new Date());
      return { json: input, text: "Settled." };
    },
  }),
];

/** Why a list of mailboxes is empty. */
function nothingFound({ q, suppressed, page }: { q: string | undefined; suppressed: boolean; page: string }): string {
  if (Number(page) > 1) return "The list has no such page.";
  if (q !== undefined) return `No mailbox begins so${suppressed ? " that does not get everything" : ""}.`;
  return suppressed ? "Every mailbox gets everything." : "Nothing is known of any mailbox yet.";
}

const wants = { commercial: "no reminders", all: "nothing at all", nothing: "messages again" } as const;

const gets = ({ suppressed, suppressedWhy }: MailboxLine) =>
  suppressed === null ? "everything" : `${suppressed === "all" ? "nothing" : "no reminders"}: ${suppressedWhy ?? "-"}`;

const tableOf = (items: readonly MailboxLine[]) =>
  textTable<MailboxLine>(
    [
      { title: "channel", text: ({ channel }) => channel },
      { title: "mailbox", text: ({ mailbox }) => mailbox },
      { title: "gets", text: gets },
      { title: "last message", text: ({ lastSentAt }) => lastSentAt ?? "-" },
    ],
    items,
  );

const unsettledText = (items: readonly Unsettled[]): string =>
  items.length > 0 ? unsettledTable(items) : "Nothing waits for a person.";

const unsettledTable = (items: readonly Unsettled[]) =>
  textTable<Unsettled>(
    [
      { title: "message", text: ({ key }) => key },
      { title: "batch", right: true, text: ({ batchId }) => String(batchId) },
      { title: "state", text: ({ state }) => state },
      { title: "mailbox", text: ({ mailbox }) => mailbox },
      { title: "attempts", right: true, text: ({ attempts }) => String(attempts) },
      { title: "of use until", text: ({ uselessAt }) => uselessAt ?? "-" },
      { title: "last words", text: ({ reply }) => reply ?? "-" },
    ],
    items,
  );

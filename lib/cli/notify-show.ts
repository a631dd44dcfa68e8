import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { batchInput } from "@/lib/notifications/approval/schema";
import { editProposal } from "@/lib/notifications/mutations/edit";
import { batchTitle } from "@/lib/notifications/proposals/batch-words";
import { batchJson, memberPageJson } from "@/lib/notifications/proposals/json";
import { type BatchDetail, getBatch, listMembers } from "@/lib/notifications/queries/batch";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { editInput, memberParams } from "@/lib/notifications/schema";
import { everybody, type SendingFigures } from "@/lib/notifications/sending/figures";
import { parseInput } from "@/lib/validation";
import { ofDigits } from "@/lib/whole-number";
import { command } from "./command";
import { issuer } from "./options";
import { numberOf } from "./triangle-options";

const batchArgument = [{ name: "BATCH", field: "batchId", summary: "the batch's number", required: true }] as const;

export const showCommands = [
  command({
    name: "show",
    summary: "One batch: its words, figures and decisions, and how its sending stands",
    arguments: batchArgument,
    options: {
      issuer,
      people: {
        type: "string",
        value: "WHO",
        field: "who",
        summary: "with its people, 50 at a time in --json: all, written, left-out, or one rule",
      },
      cursor: { type: "string", value: "N", summary: "the people after this one, as `nextCursor` says" },
    },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const { batchId } = parseInput(batchInput, { batchId: ofDigits(args[0]) });
      const now = new Date();
      const [batch, sending] = [await getBatch(scope, batchId, now), await getSendingFigures(scope, batchId, now)];
      const people =
        values.people === undefined
          ? {}
          : {
              people: memberPageJson(
                await listMembers(
                  scope,
                  batchId,
                  parseInput(memberParams, {
                    who: values.people,
                    ...(values.cursor === undefined ? {} : { cursor: values.cursor }),
                  }),
                ),
                batch.currency,
              ),
            };
      return { json: { ...batchJson(batch), sending, ...people }, text: textOf(batch, sending) };
    },
  }),
  command({
    name: "edit",
    summary: "Makes another proposal in the place of one that is open; what is not named stays as it is",
    arguments: batchArgument,
    options: {
      issuer,
      seal: { type: "string", value: "HEX", summary: "the seal of what was read; without it, of what is stored now" },
      from: {
        type: "string",
        value: "DATE",
        field: "windowFrom",
        summary: "the first day on which a message may leave",
      },
      to: { type: "string", value: "DATE", field: "windowTo", summary: "the last day on which a message may leave" },
      template: { type: "string", value: "N", field: "templateId", summary: "the number of the words to be used" },
      holdout: {
        type: "string",
        value: "SHARE",
        field: "holdoutShare",
        summary: "the share that is held out, such as 0.1",
      },
      "least-value": { type: "string", value: "MINOR", summary: "nobody with less at stake, in minor units" },
      without: { type: "string", value: "N", multiple: true, summary: "the number of somebody who gets none" },
    },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const { batchId } = parseInput(batchInput, { batchId: ofDigits(args[0]) });
      const { seal } = await getBatch(scope, batchId, new Date());
      const input = parseInput(editInput, {
        batchId,
        seal: values.seal ?? seal,
        windowFrom: values.from,
        windowTo: values.to,
        templateId: numberOf("template", values.template),
        holdoutShare: numberOf("holdout", values.holdout),
        leastValue: values["least-value"],
        without: values.without.length === 0 ? undefined : values.without.map((one) => numberOf("without", one)),
      });
      const { id } = await editProposal(scope, input, new Date());
      return { json: { id, replaces: batchId }, text: `Batch ${id} is proposed in the place of batch ${batchId}.` };
    },
  }),
];

function textOf(batch: BatchDetail, sending: SendingFigures): string {
  const money = (minor: bigint) => `${toDecimal(minor, batch.currency)} ${batch.currency}`;
  const { people, outbox, events } = sending;
  const leftOut = Object.entries(batch.leftOut).map(([rule, n]) => `${rule} ${n}`);
  const said = batch.decisions.map(({ decision, personName, reason, decidedAt }) =>
    [decidedAt, decision, personName, reason].filter(Boolean).join("  "),
  );
  return [
    `${batchTitle(batch)}: ${batch.state}${batch.note ? ` (${batch.note})` : ""}`,
    `${batch.channel} ${batch.language}, leaves ${batch.windowFrom} to ${batch.windowTo}, seal ${batch.seal}`,
    `${batch.messages} messages to ${batch.people} of ${batch.audience} people; at stake ${money(batch.valueAtStake)}, ` +
      `a day's delay ${money(batch.delayCost)}, cost ${batch.cost === null ? "not known" : money(batch.cost)}, ${batch.holdoutShare * 100} % held out`,
    leftOut.length > 0 ? `left out: ${leftOut.join(", ")}` : "nobody is left out",
    `of ${everybody(people)}: ${people.sent + people.merged} told, ${people.heldOut} held out, ${people.failed} failed, ` +
      `${people.unknown} unknown, ${people.stopped} stopped, ${people.left + people.leftControl} left`,
    `outbox: ${outbox.waiting} waiting, ${outbox.handingOver} on their way, ${outbox.unknown} unknown, ${outbox.dead} dead`,
    `came back: ${events.bounced} bounced, ${events.delayed} for now, ${events.complained} complained, ${events.optedOut} opted out`,
    ...said,
    "",
    batch.template.subject,
    "",
    batch.template.body,
  ].join("\n");
}

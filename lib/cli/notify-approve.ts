import { formatInstant } from "@/lib/format";
import { scopeForOperator } from "@/lib/identity/scope";
import { lateWords } from "@/lib/notifications/approval/late-words";
import { approveInput, batchInput, rejectInput } from "@/lib/notifications/approval/schema";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseBatch, resumeBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import { rejectBatch } from "@/lib/notifications/mutations/reject";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import { getBatch } from "@/lib/notifications/queries/batch";
import { parseInput } from "@/lib/validation";
import { ofDigits } from "@/lib/whole-number";
import { command } from "./command";

const options = {
  issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
  as: { type: "string", value: "EMAIL", required: true, summary: "the member whose decision it is, by his address" },
} as const;
const reason = { type: "string", value: "WORDS", required: true, summary: "why" } as const;
const batchArgument = [{ name: "BATCH", field: "batchId", summary: "the batch's number", required: true }] as const;

/** Whoever has the command line acts for a named member, and by no other rules than he would: never for the proposer. */
export const approveCommands = [
  command({
    name: "approve",
    summary: "Approves a proposal in a manager's name; nothing leaves before the time for undo is over",
    arguments: batchArgument,
    options: {
      ...options,
      seal: { type: "string", value: "HEX", summary: "the seal of what was read; without it, of what is stored now" },
    },
    run: async ({ values, args, note }) => {
      const scope = await scopeForOperator(values.issuer);
      const { batchId } = parseInput(batchInput, { batchId: ofDigits(args[0]) });
      const { seal, messages, people, late } = await getBatch(scope, batchId, new Date());
      note(`Batch ${batchId}: ${messages} messages to ${people} people, seal ${seal}`);
      for (const words of late ? lateWords(late, scope.issuer.timeZone, "en") : []) note(words);
      const input = parseInput(approveInput, { batchId, seal: values.seal ?? seal });
      // The command line waits for what it asks for: no worker needs to run.
      const approved = await approveBatch(scope, input, new Date(), values.as, Number.POSITIVE_INFINITY);
      const { state, releasesAt, heldOut } = approved;
      const text =
        releasesAt === null
          ? `Batch ${batchId} is approved by the first of two.`
          : `Batch ${batchId} is approved: ${approved.messages} messages, ${heldOut} held out; nothing leaves before ` +
            `${formatInstant(releasesAt, scope.issuer.timeZone, "en")} (${scope.issuer.timeZone}).`;
      return { json: { batchId, state, releasesAt, messages: approved.messages, heldOut, seal: input.seal }, text };
    },
  }),
  command({
    name: "reject",
    summary: "Rejects a proposal, with a reason",
    arguments: batchArgument,
    options: { ...options, reason },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const input = parseInput(rejectInput, { batchId: ofDigits(args[0]), reason: values.reason });
      await rejectBatch(scope, input, new Date(), values.as);
      return { json: input, text: `Batch ${input.batchId} is rejected.` };
    },
  }),
  ...(
    [
      ["undo", "Takes an approval back while nothing has left", undoApproval, "is a proposal again"],
      ["pause", "Begins no further message of a batch", pauseBatch, "is paused"],
      ["resume", "Lets a paused batch go on", resumeBatch, "goes on"],
    ] as const
  ).map(([name, summary, decide, done]) =>
    command({
      name,
      summary,
      arguments: batchArgument,
      options,
      run: async ({ values, args }) => {
        const scope = await scopeForOperator(values.issuer);
        const input = parseInput(batchInput, { batchId: ofDigits(args[0]) });
        await decide(scope, input, new Date(), values.as);
        return { json: { ...input, done: name }, text: `Batch ${input.batchId} ${done}.` };
      },
    }),
  ),
  command({
    name: "stop",
    summary: "Sends nothing more of a batch, for good",
    arguments: batchArgument,
    options: { ...options, reason },
    run: async ({ values, args }) => {
      const scope = await scopeForOperator(values.issuer);
      const input = parseInput(rejectInput, { batchId: ofDigits(args[0]), reason: values.reason });
      const { messages } = await stopBatch(scope, input, new Date(), values.as);
      return {
        json: { ...input, messages },
        text: `Batch ${input.batchId} is stopped: ${messages} messages taken out.`,
      };
    },
  }),
];

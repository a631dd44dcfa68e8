import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { forgetPeople } from "@/lib/notifications/mutations/forget";
import { proposeReminders } from "@/lib/notifications/mutations/propose";
import { batchTitle } from "@/lib/notifications/proposals/batch-words";
import { batchPageJson } from "@/lib/notifications/proposals/json";
import { nowhereSentence, outcomeSentence } from "@/lib/notifications/proposals/outcome-words";
import { type BatchListed, listBatches } from "@/lib/notifications/queries/batches";
import { batchListParams } from "@/lib/notifications/schema";
import { parseInput } from "@/lib/validation";
import { command } from "./command";
import { issuer } from "./options";
import { textTable } from "./table";

export const notifyProposeCommands = [
  command({
    name: "propose",
    summary: "Plans reminders for everybody with value at stake and writes them down for managers to decide about",
    options: { issuer },
    run: async ({ values, note }) => {
      const scope = await scopeForOperator(values.issuer);
      const now = new Date();
      const outcome = await proposeReminders(scope, {
        now,
        watch: {
          step: (name, work) => {
            note(`${name} ...`);
            return work();
          },
          progress: () => {},
          throwIfCancelled: () => {},
        },
      });
      const page = await listBatches(scope, parseInput(batchListParams, { state: "open" }), now);
      const made = { ...page, items: page.items.filter(({ id }) => outcome.batches.includes(id)) };
      const said = [outcomeSentence(outcome, "en"), nowhereSentence(outcome, "en")].filter(Boolean).join(" ");
      return {
        json: { ...outcome, items: batchPageJson(made).items },
        text: made.items.length > 0 ? `${said}\n\n${tableOf(made.items)}` : said,
      };
    },
  }),
  command({
    name: "list",
    summary: "Batches of reminders, newest first",
    options: {
      issuer,
      state: { type: "string", value: "STATE", summary: "open, under-way, ended, or one state such as proposed" },
    },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const params = parseInput(batchListParams, values.state === undefined ? {} : { state: values.state });
      const page = await listBatches(scope, params, new Date());
      return {
        json: batchPageJson(page),
        text: page.items.length > 0 ? tableOf(page.items) : "There is no such batch.",
      };
    },
  }),
  command({
    name: "forget",
    summary: "Removes the people of proposals that ended without a message, once they have been kept long enough",
    options: { issuer },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const { batches, people } = await forgetPeople(scope, { now: new Date() });
      return {
        json: { batches, people },
        text: batches > 0 ? `${people} people of ${batches} proposals are removed.` : "There is nobody to remove.",
      };
    },
  }),
];

function tableOf(batches: readonly BatchListed[]): string {
  const money = (amount: bigint, { currency }: BatchListed) => `${toDecimal(amount, currency)} ${currency}`;
  return textTable(
    [
      { title: "batch", text: (batch: BatchListed) => batchTitle(batch) },
      { title: "state", text: ({ state }) => state },
      { title: "channel", text: ({ channel, language }) => `${channel} ${language}` },
      { title: "leaves", text: ({ windowFrom, windowTo }) => `${windowFrom} to ${windowTo}` },
      { title: "people", right: true, text: ({ people, audience }) => `${people} of ${audience}` },
      { title: "at stake", right: true, text: (batch) => money(batch.valueAtStake, batch) },
      { title: "a day's delay", right: true, text: (batch) => money(batch.delayCost, batch) },
    ],
    batches,
  );
}

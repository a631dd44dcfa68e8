import { scopeForOperator } from "@/lib/identity/scope";
import { takeLearned } from "@/lib/notifications/mutations/learn";
import { setParameter } from "@/lib/notifications/mutations/parameters";
import { saveSetting } from "@/lib/notifications/mutations/settings";
import { parametersJson } from "@/lib/notifications/proposals/parameter-json";
import { type ParameterLine, parameterLines } from "@/lib/notifications/proposals/parameter-rows";
import { parameterInput } from "@/lib/notifications/proposals/parameter-schema";
import { settingFields } from "@/lib/notifications/proposals/setting-fields";
import { settingJson } from "@/lib/notifications/proposals/setting-json";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { usualSetting } from "@/lib/notifications/proposals/usual-setting";
import { listLearned } from "@/lib/notifications/queries/learned";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { findSetting } from "@/lib/notifications/queries/settings";
import { sixDigits } from "@/lib/notifications/trial/learned";
import { learnInput } from "@/lib/notifications/trial/schema";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";
import { issuer } from "./options";
import { textTable } from "./table";
import { numberOf } from "./triangle-options";

const nameArgument = [{ name: "NAME", summary: "such as margin", required: true }] as const;

export const settingCommands = [
  command({
    name: "settings",
    summary: "By which rules the issuer sends; with --set some of them are changed",
    options: {
      issuer,
      set: {
        type: "string",
        value: "FIELD=VALUE",
        multiple: true,
        summary: "such as capWeek=2; nothing after = ends it",
      },
    },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const before = await findSetting(scope);
      if (values.set.length > 0) {
        const wanted = { ...(before ? settingJson(before) : noSetting), ...changesOf(values.set) };
        await saveSetting(scope, parseInput(settingInput, wanted), new Date());
      }
      const setting = await findSetting(scope);
      if (!setting) return { json: { setting: null }, text: "Nobody has said yet how to send: nothing is proposed." };
      const json = settingJson(setting);
      const lines = settingFields.map((field) => `${field} = ${json[field] ?? ""}`);
      return { json: { setting: json }, text: lines.join("\n") };
    },
  }),
  command({
    name: "parameters",
    summary: "What the optimiser believes, and where it comes from",
    options: { issuer },
    run: async ({ values }) => {
      const rows = await listParameters(await scopeForOperator(values.issuer));
      return { json: parametersJson(rows), text: tableOf(parameterLines(rows)) };
    },
  }),
  command({
    name: "set-parameter",
    summary: "Adds a figure of the issuer's own; it holds from the next proposal on",
    arguments: nameArgument,
    options: {
      issuer,
      value: { type: "string", value: "N", required: true, summary: "the figure" },
      low: { type: "string", value: "N", summary: "the lower end of its range" },
      high: { type: "string", value: "N", summary: "the upper end of its range" },
      channel: { type: "string", value: "CHANNEL", summary: "only for email, sms or push" },
      reason: { type: "string", value: "REASON", summary: "only for one reason, such as card-expiry" },
      currency: { type: "string", value: "CODE", summary: "of an amount that is not in the issuer's own, such as KWD" },
      source: { type: "string", value: "WORDS", required: true, summary: "where the figure comes from" },
    },
    run: async ({ values: { issuer: code, ...given }, args }) => {
      const scope = await scopeForOperator(code);
      const input = parseInput(parameterInput, {
        name: args[0],
        low: "",
        high: "",
        channel: "",
        reason: "",
        ...defined(given),
      });
      const { id } = await setParameter(scope, input, new Date());
      return { json: { id, ...input }, text: `${input.name} is ${input.value} from the next proposal on.` };
    },
  }),
  command({
    name: "take-learned",
    summary: "Takes what the hold-outs have measured over as the figure for a channel and a reason",
    arguments: nameArgument,
    options: {
      issuer,
      channel: { type: "string", value: "CHANNEL", required: true, summary: "email, sms or push" },
      reason: { type: "string", value: "REASON", required: true, summary: "such as card-expiry" },
      value: { type: "string", value: "N", summary: "the figure as it was read; without it, as measured now" },
    },
    run: async ({ values, args, note }) => {
      const scope = await scopeForOperator(values.issuer);
      const { channel, reason } = values;
      const lines = await listLearned(scope);
      const line = lines.find((one) => one.name === args[0] && one.channel === channel && one.reason === reason);
      const value = numberOf("value", values.value) ?? line?.learned.value;
      if (value === undefined)
        throw new UsageError("Nothing of this has been measured yet; see: notify results --json.");
      const input = parseInput(learnInput, { name: args[0], channel, reason, value: sixDigits(value) });
      note(`${input.name} is ${input.value}, of ${line?.learned.batches.length ?? 0} batches`);
      const { id } = await takeLearned(scope, input, new Date());
      return { json: { id, ...input }, text: `${input.name} is ${input.value} from the next proposal on.` };
    },
  }),
];

/** Where nobody has said anything yet: then at least the sender has to be named. */
const noSetting = {
  ...usualSetting,
  replyTo: null,
  postalAddress: null,
  dailyCapacity: null,
  budget: null,
  secondApprovalValue: null,
  secondApprovalMessages: null,
  countsLostBreakage: false,
  seen: null,
};

function changesOf(given: readonly string[]): Record<string, string | boolean> {
  const changes: Record<string, string | boolean> = {};
  for (const one of given) {
    const [, name = "", value = ""] = /^([A-Za-z]+)=(.*)$/s.exec(one) ?? [];
    const field = settingFields.find((known) => known === name);
    if (!field) throw new UsageError(`--set takes FIELD=VALUE, FIELD being one of ${settingFields.join(", ")}.`);
    changes[field] = field === "countsLostBreakage" ? yesOrNo(value) : value;
  }
  return changes;
}

function yesOrNo(value: string): boolean {
  if (value !== "true" && value !== "false") throw new UsageError("countsLostBreakage is true or false.");
  return value === "true";
}

const defined = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const tableOf = (lines: readonly ParameterLine[]) =>
  textTable<ParameterLine>(
    [
      { title: "name", text: ({ name }) => name },
      {
        title: "for",
        text: ({ channel, reason, currency }) => [channel, reason, currency].filter(Boolean).join(" ") || "all",
      },
      { title: "value", right: true, text: ({ inForce }) => String(inForce.value) },
      { title: "range", text: ({ inForce: { low, high } }) => (low === high ? "-" : `${low} to ${high}`) },
      { title: "origin", text: ({ inForce: { origin, doubtful } }) => (doubtful ? `${origin}, doubtful` : origin) },
      { title: "by", text: ({ setBy }) => setBy ?? "-" },
      { title: "source", text: ({ inForce }) => inForce.source },
    ],
    lines,
  );

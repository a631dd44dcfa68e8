import { formatInstant } from "@/lib/format";
import { scopeForOperator } from "@/lib/identity/scope";
import { holdAllInput } from "@/lib/notifications/approval/schema";
import { pauseAll, resumeAll } from "@/lib/notifications/mutations/hold-all";
import { parseInput } from "@/lib/validation";
import { command } from "./command";

const options = {
  issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
  as: { type: "string", value: "EMAIL", required: true, summary: "the member whose decision it is, by his address" },
  reason: { type: "string", value: "WORDS", required: true, summary: "why" },
} as const;

/** Of everything at once; a single batch is held by `pause` and `resume`. */
export const holdCommands = [
  command({
    name: "pause-all",
    summary: "Begins no further message of any batch of the issuer",
    options,
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const input = parseInput(holdAllInput, { reason: values.reason });
      const pause = await pauseAll(scope, input, new Date(), values.as);
      const since = formatInstant(pause.since, scope.issuer.timeZone, "en");
      return { json: { pause }, text: `All sending is paused since ${since} (${scope.issuer.timeZone}).` };
    },
  }),
  command({
    name: "resume-all",
    summary: "Lets everything go on that was held as a whole",
    options,
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      await resumeAll(scope, parseInput(holdAllInput, { reason: values.reason }), new Date(), values.as);
      return { json: { pause: null }, text: "Sending goes on." };
    },
  }),
];

import { answerTriangle } from "@/lib/breakage/triangle/answer";
import { lastSigmaRules } from "@/lib/breakage/triangle/last-sigma";
import { METHODS, triangleMethods } from "@/lib/breakage/triangle/methods";
import { fallRules } from "@/lib/breakage/triangle/revision";
import { command, UsageError } from "./command";
import { csvNamed } from "./csv-file";
import { checkOptions, factorsOf, numberOf, oneOf, tailOf } from "./triangle-options";
import { triangleText } from "./triangle-text";

const methodsHelp = triangleMethods.map((name) => `\n      ${name}: ${METHODS[name].summary}`).join("");

export const commands = [
  command({
    name: "",
    summary: "What the origins of a development triangle will come to, by a reserving method",
    arguments: [
      { name: "FILE.csv", summary: "a header with the ages, then a line per origin; empty is not yet", required: true },
    ],
    options: {
      method: { type: "string", value: "M", required: true, summary: `one of${methodsHelp}` },
      incremental: { type: "boolean", summary: "the file holds amounts of each age, not by each age" },
      exposure: {
        type: "string",
        value: "FILE.csv",
        summary: "origin, amount: face value or premium; makes open balances of value redeemed for open-balance",
      },
      prior: { type: "string", value: "RATE", summary: "expected ratio of ultimate to exposure" },
      falls: {
        type: "string",
        value: fallRules.join("|"),
        summary: "falls of a cumulative amount to let pass (default small, up to a tenth)",
      },
      diagonals: { type: "string", value: "N", summary: "only the links of the last N diagonals" },
      exclude: { type: "string", value: "ORIGIN:AGE", multiple: true, summary: "leave out the link that starts there" },
      "last-sigma": { type: "string", value: lastSigmaRules.join("|"), summary: "σ² of a single link (default mack)" },
      tail: { type: "string", value: "FACTOR", summary: "development beyond the last age" },
      "tail-error": { type: "string", value: "SE", summary: "standard error of the tail factor (default 0)" },
      "tail-sigma": { type: "string", value: "SIGMA", summary: "σ of the tail (default 0)" },
      "ultimate-age": {
        type: "string",
        value: "AGE",
        summary: "open-balance: carry the hazard on to it; Clark: cut development off at it",
      },
      "origin-period": {
        type: "string",
        value: "LENGTH",
        summary: "Clark: length of an origin (default: age spacing)",
      },
    },
    run: async ({ values, args: [file = ""], note }) => {
      const method = oneOf("method", values.method, triangleMethods);
      checkOptions(method, values);
      if (method === "open-balance" && values.falls) {
        throw new UsageError("open-balance has no use for --falls: open balances only fall.");
      }
      const { result, ages, notes } = answerTriangle({
        method,
        source: await csvNamed(file),
        incremental: values.incremental,
        exposure: values.exposure ? await csvNamed(values.exposure) : null,
        falls: values.falls === undefined ? null : oneOf("falls", values.falls, fallRules),
        input: {
          prior: numberOf("prior", values.prior),
          factors: factorsOf(values),
          tail: tailOf(values),
          ultimateAge: numberOf("ultimate-age", values["ultimate-age"]),
          originPeriod: numberOf("origin-period", values["origin-period"]),
        },
      });
      for (const words of notes) note(words);
      return { json: { ...result, notes }, text: triangleText(result, ages) };
    },
  }),
];

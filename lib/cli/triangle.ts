import { openFromRedeemed } from "@/lib/breakage/triangle/conversion";
import { lastSigmaRules } from "@/lib/breakage/triangle/last-sigma";
import { METHODS, runMethod, triangleMethods } from "@/lib/breakage/triangle/methods";
import type { Outcome, ProblemKind } from "@/lib/breakage/triangle/outcome";
import { type CsvSource, placed, readTriangleCsv } from "@/lib/breakage/triangle/read-csv";
import { readExposureCsv } from "@/lib/breakage/triangle/read-exposure";
import { checkFalls, fallRules } from "@/lib/breakage/triangle/revision";
import { checkTriangle, latestOf, type Triangle } from "@/lib/breakage/triangle/triangle";
import { Invalid } from "@/lib/errors";
import { command, UsageError } from "./command";
import { csvTextOf, csvValue, listed } from "./csv-file";
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
      const { incremental } = values;
      const source = csvValue(file, readTriangleCsv(await csvTextOf(file), { incremental }));
      const exposures = values.exposure
        ? csvValue(values.exposure, readExposureCsv(await csvTextOf(values.exposure), source.triangle.origins))
        : undefined;
      const isOpen = method === "open-balance";
      if (isOpen && values.falls) throw new UsageError("open-balance has no use for --falls: open balances only fall.");
      const triangle = isOpen ? openBalances(file, source, exposures) : amounts(file, source, values.falls, note);
      if (!isOpen) noteAboveExposure(triangle, exposures ?? [], note);
      const outcome = runMethod(method, {
        triangle,
        exposures: isOpen ? undefined : exposures,
        prior: numberOf("prior", values.prior),
        factors: factorsOf(values),
        tail: tailOf(values),
        ultimateAge: numberOf("ultimate-age", values["ultimate-age"]),
        originPeriod: numberOf("origin-period", values["origin-period"]),
      });
      const result = granted(file, source, outcome);
      return { json: result, text: triangleText(result, triangle.ages) };
    },
  }),
];

/** What to try when a kind of problem was found. */
type Advice = Readonly<Partial<Record<ProblemKind, string>>>;

/** With face values the file is of value redeemed; without, its first age is the face value and the rest is open. */
function openBalances(file: string, source: CsvSource, faces: readonly number[] | undefined): Triangle {
  if (faces) return granted(file, source, openFromRedeemed(source.triangle, faces));
  const rises = "A triangle of value redeemed needs the face values, with --exposure.";
  return granted(file, source, checkTriangle(source.triangle, "open"), {
    "above-face": rises,
    "negative-redemption": rises,
  });
}

function amounts(file: string, source: CsvSource, rule: string | undefined, note: (message: string) => void): Triangle {
  const triangle = granted(file, source, checkTriangle(source.triangle, "amounts"));
  const falls = granted(file, source, checkFalls(triangle, oneOf("falls", rule ?? "small", fallRules)), {
    decreasing: "Amounts of each age need --incremental; revisions as large as this need --falls any.",
  });
  for (const { origin, age, from, to } of falls) {
    const message = `the amount falls from ${from} to ${to}, taken as a revision`;
    note(`${file}, ${placed(source, { kind: "decreasing", origin, age, message })}`);
  }
  return triangle;
}

/** Losses may exceed a premium; value redeemed cannot exceed a face value, and only the person knows which it is. */
function noteAboveExposure(triangle: Triangle, exposures: readonly number[], note: (message: string) => void): void {
  for (const [i, { origin, latest }] of latestOf(triangle).entries()) {
    const exposure = exposures[i];
    if (exposure !== undefined && latest > exposure)
      note(`Origin ${origin}: ${latest} is above its exposure ${exposure}`);
  }
}

function granted<T>(file: string, source: CsvSource, outcome: Outcome<T>, advice: Advice = {}): T {
  if (outcome.ok) return outcome.value;
  const lines = outcome.problems.map((problem) => `${file}, ${placed(source, problem)}`);
  const hints = new Set(outcome.problems.flatMap(({ kind }) => advice[kind] ?? []));
  throw new Invalid([listed(lines), ...hints].join("\n"));
}

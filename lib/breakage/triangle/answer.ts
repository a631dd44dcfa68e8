import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/forecast-triangle";
import { openFromRedeemed } from "./conversion";
import { csvValue, listed, type NamedText } from "./csv-faults";
import { emptyStepWords } from "./method-result";
import { type MethodInput, type MethodResult, runMethod, type TriangleMethod } from "./methods";
import type { Outcome, ProblemKind } from "./outcome";
import { type CsvSource, placed, readTriangleCsv } from "./read-csv";
import { readExposureCsv } from "./read-exposure";
import { checkFalls, type FallRule } from "./revision";
import { checkTriangle, latestOf, type Triangle } from "./triangle";

/** What is asked of a triangle that somebody brings. */
export type TriangleQuestion = {
  readonly method: TriangleMethod;
  readonly source: NamedText;
  /** The text holds amounts of each age, not by each age. */
  readonly incremental: boolean;
  /** Face value or premium by origin; for `open-balance` they make open balances of value redeemed. */
  readonly exposure: NamedText | null;
  /** Which falls of a cumulative amount pass as revisions; null: small ones. No question for open balances. */
  readonly falls: FallRule | null;
  readonly input: Pick<MethodInput, "prior" | "factors" | "tail" | "ultimateAge" | "originPeriod">;
};

export type TriangleAnswer = {
  readonly result: MethodResult;
  readonly ages: readonly number[];
  /** What was let pass and may be a mistake: a fall taken as a revision, more redeemed than there was exposure. */
  readonly notes: readonly string[];
};

/** A method's figures of delimited text. @throws Invalid with the places of what cannot be used, and what may help. */
export function answerTriangle(question: TriangleQuestion): TriangleAnswer {
  const { method, incremental, falls, input } = question;
  const { name, text } = question.source;
  const source = csvValue(name, readTriangleCsv(text, { incremental }));
  const exposures = question.exposure
    ? csvValue(question.exposure.name, readExposureCsv(question.exposure.text, source.triangle.origins))
    : undefined;
  const isOpen = method === "open-balance";
  if (isOpen && falls !== null) throw new Invalid("open-balance takes no falls: open balances only fall.");
  const read = isOpen
    ? { triangle: openBalances(name, source, exposures), notes: [] }
    : amounts(name, source, falls ?? "small", incremental);
  const { triangle } = read;
  const outcome = runMethod(method, { triangle, exposures: isOpen ? undefined : exposures, ...input });
  const { emptySteps = [], ...result } = granted(name, source, outcome);
  return {
    result,
    ages: triangle.ages,
    notes: [
      ...read.notes,
      ...(isOpen ? [] : aboveExposure(triangle, exposures ?? [])),
      ...emptySteps.map((step) => t("ownTriangle.emptyStep", emptyStepWords(step))),
    ],
  };
}

/** What to try when a kind of problem was found. */
type Advice = Readonly<Partial<Record<ProblemKind, string>>>;

/** With face values the text is of value redeemed; without, its first age is the face value and the rest is open. */
function openBalances(name: string, source: CsvSource, faces: readonly number[] | undefined): Triangle {
  if (faces) return granted(name, source, openFromRedeemed(source.triangle, faces));
  const rises = "A triangle of value redeemed needs the face values, given as exposure.";
  return granted(name, source, checkTriangle(source.triangle, "open"), {
    "above-face": rises,
    "negative-redemption": rises,
  });
}

function amounts(
  name: string,
  source: CsvSource,
  rule: FallRule,
  incremental: boolean,
): { triangle: Triangle; notes: string[] } {
  const triangle = granted(name, source, checkTriangle(source.triangle, "amounts"));
  const falls = granted(name, source, checkFalls(triangle, rule), {
    decreasing: incremental
      ? "Revisions as large as this pass with falls any."
      : "Amounts of each age are to be read as incremental; revisions as large as this pass with falls any.",
  });
  const notes = falls.map(({ origin, age, from, to }) => {
    const message = `the amount falls from ${from} to ${to}, taken as a revision`;
    return `${name}, ${placed(source, { kind: "decreasing", origin, age, message })}`;
  });
  return { triangle, notes };
}

/** Losses may exceed a premium; value redeemed cannot exceed a face value, and only the person knows which it is. */
const aboveExposure = (triangle: Triangle, exposures: readonly number[]): string[] =>
  latestOf(triangle).flatMap(({ origin, latest }, i) => {
    const exposure = exposures[i];
    return exposure !== undefined && latest > exposure
      ? [`Origin ${origin}: ${latest} is above its exposure ${exposure}`]
      : [];
  });

function granted<T>(name: string, source: CsvSource, outcome: Outcome<T>, advice: Advice = {}): T {
  if (outcome.ok) return outcome.value;
  const lines = outcome.problems.map((problem) => `${name}, ${placed(source, problem)}`);
  const hints = new Set(outcome.problems.flatMap(({ kind }) => advice[kind] ?? []));
  throw new Invalid([listed(lines), ...hints].join("\n"));
}

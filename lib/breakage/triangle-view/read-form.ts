import { type CsvProblem, numberCell } from "../triangle/csv-records";
import type { Problem, ProblemKind } from "../triangle/outcome";
import { type CsvSource, readTriangleCsv } from "../triangle/read-csv";
import { readExposureCsv } from "../triangle/read-exposure";
import { checkFalls } from "../triangle/revision";
import { checkTriangle } from "../triangle/triangle";
import type { NumberField, OwnForm } from "./own-form";
import { type OwnOptions, type OwnTriangle, ofAmounts, ofOpenBalances } from "./own-triangle";

/** Why nothing can be computed yet, at the field where it can be mended. */
export type Fault = {
  readonly field: "triangle" | "exposures" | NumberField;
  /** From 1, of the pasted text; null where no one place is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  /** Which other choice on the form the mistake looks like. */
  readonly advice?: "redeemed" | "other-kind";
};

export type FormReading =
  | { readonly ok: true; readonly value: OwnTriangle }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A monthly triangle of ten years; beyond it the growth curves would hold up the page for seconds. */
export const LARGEST_SIDE = 120;

/**
 * The form as a triangle with its options, or every fault in it. Amounts are held to what their kind says they can be,
 * with the falls that the form lets pass; exposures and numbers to being numbers. What a method cannot do with them is
 * the method's to say.
 */
export function readForm(form: OwnForm): FormReading {
  const numbers = readNumbers(form);
  const pasted = readTriangleCsv(form.triangle, { incremental: form.kind === "incremental" });
  const problems = pasted.ok ? tooLarge(pasted.value) : pasted.problems;
  if (!pasted.ok || problems.length > 0) return refusedAt("triangle", problems, numbers.faults);
  const source = pasted.value;
  const checked = form.kind === "open" ? readOpen(source, numbers.options) : readAmounts(form, source, numbers.options);
  if (checked.ok && numbers.faults.length === 0) return checked;
  return { ok: false, faults: [...(checked.ok ? [] : checked.faults), ...numbers.faults] };
}

function readOpen(source: CsvSource, options: OwnOptions): FormReading {
  const own = ofOpenBalances(source, options);
  return own.ok ? own : { ok: false, faults: own.problems.map((problem) => faultAt(source, problem, risesAdvice)) };
}

function readAmounts(form: OwnForm, source: CsvSource, options: OwnOptions): FormReading {
  const checked = checkTriangle(source.triangle, "amounts");
  const falls = checked.ok ? checkFalls(checked.value, form.falls) : checked;
  const advice = form.kind === "cumulative" ? fallsAdvice : {};
  const faults = falls.ok ? [] : falls.problems.map((problem) => faultAt(source, problem, advice));
  const hasExposures = form.exposures.trim() !== "";
  const exposures = hasExposures ? readExposureCsv(form.exposures, source.triangle.origins) : null;
  if (exposures?.ok === false) return refusedAt("exposures", exposures.problems, faults);
  if (!falls.ok) return { ok: false, faults };
  const given = exposures === null ? null : { amounts: exposures.value, kind: form.exposureKind };
  return { ok: true, value: ofAmounts(source, form.kind, falls.value, given, options) };
}

const tooLarge = ({ triangle: { origins, ages } }: CsvSource): CsvProblem[] =>
  Math.max(origins.length, ages.length) <= LARGEST_SIDE
    ? []
    : [
        {
          line: 1,
          column: null,
          message: `there are ${origins.length} origins and ${ages.length} ages; at most ${LARGEST_SIDE} of each are computed here`,
        },
      ];

type Advice = Readonly<Partial<Record<ProblemKind, Fault["advice"]>>>;
const risesAdvice: Advice = { "above-face": "redeemed", "negative-redemption": "redeemed" };
const fallsAdvice: Advice = { decreasing: "other-kind" };

function faultAt(source: CsvSource, problem: Problem, advice: Advice): Fault {
  const { line, column } = placeOf(source, problem);
  return { field: "triangle", line, column, message: problem.message, advice: advice[problem.kind] };
}

/** Where a problem's origin and age stand in the pasted text; ages that it does not name have no column. */
export function placeOf({ triangle, lines }: CsvSource, { origin, age }: Pick<Problem, "origin" | "age">) {
  const line = origin === undefined ? undefined : lines[triangle.origins.indexOf(origin)];
  const column = age === undefined ? -1 : triangle.ages.indexOf(age);
  return { line: line ?? null, column: line === undefined || column < 0 ? null : column + 2 };
}

function refusedAt(
  field: "triangle" | "exposures",
  problems: readonly CsvProblem[],
  others: readonly Fault[],
): FormReading {
  const here = problems.map(({ line, column, message }) => ({ field, line, column, message }));
  return { ok: false, faults: [...here, ...others] };
}

function readNumbers(form: OwnForm): { options: OwnOptions; faults: Fault[] } {
  const faults: Fault[] = [];
  const read = (field: NumberField): number | undefined => {
    const text = form[field].trim();
    if (text === "") return undefined;
    const value = numberCell(text);
    if (typeof value === "number") return value;
    faults.push({ field, line: null, column: null, message: value });
    return undefined;
  };
  const [prior, ultimateAge, originPeriod] = [read("prior"), read("ultimateAge"), read("originPeriod")];
  const latestDiagonals = read("diagonals");
  const [tail, tailError, tailSigma] = [read("tail"), read("tailError"), read("tailSigma")];
  for (const field of ["tailError", "tailSigma"] as const) {
    if (form.tail.trim() !== "" || form[field].trim() === "") continue;
    faults.push({ field, line: null, column: null, message: "there is no tail factor for it" });
  }
  return {
    options: {
      prior,
      ultimateAge,
      originPeriod,
      factors: { latestDiagonals, lastSigma: form.lastSigma },
      tail: tail === undefined ? undefined : { factor: tail, standardError: tailError ?? 0, sigma: tailSigma ?? 0 },
    },
    faults,
  };
}

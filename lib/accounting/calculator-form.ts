import { z } from "zod";
import { type Calculated, calculate } from "./calculator";
import { calculatorInput } from "./calculator-schema";
import { periodsOfText, plainAmount, shareOfPercent, type TextProblem } from "./calculator-text";
import { recognitionMethods } from "./constants";

/** What stands in the calculator's fields, all as typed. */
const form = z.object({
  method: z.enum(recognitionMethods),
  basis: z.enum(["face", "allocated"]),
  amount: z.string().max(40),
  issued: z.string().max(40),
  currency: z.string().max(3),
  breakage: z.string().max(20),
  states: z.string().max(20),
  periods: z.string().max(20_000),
});
export type CalculatorForm = z.output<typeof form>;

export const emptyCalculator = (currency: string): CalculatorForm => ({
  method: "proportional",
  basis: "face",
  amount: "",
  issued: "",
  currency,
  breakage: "",
  states: "",
  periods: "",
});

/** A field, a line of the periods, or the table of them as a whole. */
export type FormFault =
  | { readonly kind: "text"; readonly problem: TextProblem }
  /** `line` counts from 1 and is null for a field of its own. */
  | { readonly kind: "field"; readonly field: string; readonly line: number | null; readonly message: string };

export type Calculation =
  | { readonly state: "empty" }
  | { readonly state: "faults"; readonly faults: readonly FormFault[] }
  | { readonly state: "ok"; readonly value: Calculated };

/** The example as far as it can be read: its figures, or what is wrong where. */
export function calculateForm({
  method,
  basis,
  amount,
  issued,
  currency,
  breakage,
  states,
  periods,
}: CalculatorForm): Calculation {
  if (amount.trim() === "" && periods.trim() === "") return { state: "empty" };
  const text = periodsOfText(periods);
  if (!text.ok) return { state: "faults", faults: text.problems.map((problem) => ({ kind: "text", problem })) };
  const read = calculatorInput.safeParse({
    method,
    [basis]: plainAmount(amount),
    ...(basis === "allocated" && issued.trim() !== "" ? { issued: plainAmount(issued) } : {}),
    ...(currency.trim() === "" ? {} : { currency: currency.trim().toUpperCase() }),
    ...(breakage.trim() === "" ? {} : { expectedBreakageRate: shareOfPercent(breakage) }),
    ...(states.trim() === "" ? {} : { escheatableShare: shareOfPercent(states) }),
    periods: text.periods,
  });
  if (!read.success)
    return {
      state: "faults",
      faults: read.error.issues.map(({ path, message }) => faultOf(path.map(String), message)),
    };
  const outcome = calculate(read.data);
  return outcome.ok
    ? { state: "ok", value: outcome.value }
    : { state: "faults", faults: outcome.problems.map(({ field, message }) => faultOf(field.split("."), message)) };
}

function faultOf(path: readonly string[], message: string): FormFault {
  const [first = "", index, field] = path;
  if (first !== "periods" || index === undefined) return { kind: "field", field: first, line: null, message };
  return { kind: "field", field: field ?? "period", line: Number(index) + 1, message };
}

/** Longer examples are not kept in the address: links of thousands of letters break. */
const MOST_LETTERS = 1_800;

/** The form for an address; null where it is too long for one. */
export function formText(value: CalculatorForm): string | null {
  const text = JSON.stringify(value);
  return encodeURIComponent(text).length > MOST_LETTERS ? null : text;
}

/** The form out of an address; null for anything else. */
export function formOf(text: string | null | undefined): CalculatorForm | null {
  if (!text) return null;
  try {
    const found = form.safeParse(JSON.parse(text));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

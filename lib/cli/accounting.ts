import { type Calculated, calculate, calculatorJson } from "@/lib/accounting/calculator";
import { calculatorInput } from "@/lib/accounting/calculator-schema";
import type { Problem } from "@/lib/accounting/outcome";
import { listed } from "@/lib/breakage/triangle/csv-faults";
import { Invalid, isDomainError } from "@/lib/errors";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { booksCommands } from "./accounting-books";
import { command } from "./command";
import { csvTextOf } from "./csv-file";
import { textTable } from "./table";

export const commands = [
  command({
    name: "recognise",
    summary: "Revenue, breakage and liability of an example of your own, proportional or remote",
    arguments: [
      {
        name: "FILE.json",
        summary:
          "{method, face | allocated, expectedBreakageRate?, escheatableShare?, periods: [{period, redeemed, expectedRedemptions?, remote?}]}",
        required: true,
      },
    ],
    options: {},
    database: false,
    run: async ({ args: [file = ""], note }) => {
      const outcome = calculate(inputOf(file, await csvTextOf(file)));
      if (!outcome.ok) throw wrong(file, outcome.problems);
      for (const one of outcome.value.notes) note(`${file}, ${one}`);
      return { json: calculatorJson(outcome.value), text: calculatedText(outcome.value) };
    },
  }),
  ...booksCommands,
];

/** Fields keep the names they have in the file: they are no options. */
function inputOf(file: string, text: string) {
  try {
    return parseInput(calculatorInput, parsed(file, text));
  } catch (error) {
    if (!isDomainError(error) || Object.keys(error.fields).length === 0) throw error;
    const problems = Object.entries(error.fields).map(([field, message]) => ({ field, message }));
    throw wrong(file, problems, error);
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Invalid(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function wrong(file: string, problems: readonly Problem[], cause?: unknown): Invalid {
  const lines = problems.map(({ field, message }) => `${file}, ${field === "body" ? "the whole" : field}: ${message}`);
  return new Invalid(listed(lines), { cause });
}

function calculatedText({ currency, periods }: Calculated): string {
  const money = (amount: bigint | null) => (amount === null ? "–" : toDecimal(amount, currency));
  return textTable(
    [
      { title: "period", text: ({ period }) => String(period) },
      { title: "revenue", right: true, text: ({ revenue }) => money(revenue) },
      { title: "breakage", right: true, text: ({ breakageRevenue }) => money(breakageRevenue) },
      { title: "catch-up", right: true, text: ({ catchUp }) => money(catchUp) },
      { title: "liability", right: true, text: ({ liability }) => money(liability) },
      { title: "escheat", right: true, text: ({ escheatPayable }) => money(escheatPayable) },
    ],
    periods,
  );
}

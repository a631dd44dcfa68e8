import type { Books } from "@/lib/accounting/books";
import { journalJson, rollForwardJson } from "@/lib/accounting/books-json";
import type { JournalLine } from "@/lib/accounting/journal";
import { isLocked } from "@/lib/accounting/month-lock";
import { getBooks } from "@/lib/accounting/queries/books";
import { getJournal } from "@/lib/accounting/queries/journal";
import type { GroupRow } from "@/lib/accounting/roll-forward-groups";
import { groupNames, monthsBy, shownMovements } from "@/lib/accounting/roll-forward-view";
import { type BooksParams, booksParams } from "@/lib/accounting/schema";
import { listed } from "@/lib/breakage/triangle/csv-faults";
import { isCivilDate } from "@/lib/dates";
import { Conflict } from "@/lib/errors";
import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { command, type OptionSpec, UsageError } from "./command";
import { textTable } from "./table";

const shared = {
  issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
  from: { type: "string", value: "MONTH", summary: "first month, such as 2026-01; by default twelve months are shown" },
  to: { type: "string", value: "MONTH", summary: "last month; by default the last whole one" },
  currency: { type: "string", value: "CODE", summary: "only this one; by default every currency" },
  "known-at": { type: "string", value: "DATE", summary: "as the books were known then" },
} as const satisfies Record<string, OptionSpec>;

/** The books of an issuer, from the database. */
export const booksCommands = [
  command({
    name: "roll-forward",
    summary: "Opening, what moved it, and closing of the contract liability and the escheat payable, month by month",
    options: {
      ...shared,
      by: { type: "string", value: "DIM", default: "brand", summary: "currency, brand or card-type" },
      standing: { type: "string", value: "WHICH", summary: "only paid, given or unknown; they are never added up" },
    },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const params = paramsOf(values, { by: values.by, ...(values.standing ? { standing: values.standing } : {}) });
      const books = await getBooks(scope, params);
      return { json: rollForwardJson(books, params), text: rollForwardText(books, params) };
    },
  }),
  command({
    name: "journal",
    summary: "Entries on the issuer's own accounts, balanced in every month and currency",
    options: shared,
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const { books, lines } = await getJournal(scope, paramsOf(values, {}));
      if (!lines.ok)
        throw new Conflict(
          `The journal was not made:\n${listed(lines.problems.map(({ field, message }) => `${field}: ${message}`))}`,
        );
      return { json: journalJson(books, lines.value), text: journalText(lines.value) };
    },
  }),
];

type Values = Readonly<Partial<Record<"from" | "to" | "currency" | "known-at", string | undefined>>>;

function paramsOf(values: Values, more: Readonly<Record<string, string>>): BooksParams {
  const { currency } = values;
  const [from, to, knownAt] = [monthOf("from", values.from), monthOf("to", values.to), values["known-at"]];
  return parseInput(booksParams, {
    ...more,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(currency ? { currency } : {}),
    ...(knownAt ? { knownAt } : {}),
  });
}

/** A month, or any day of one. */
function monthOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const day = /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
  if (!isCivilDate(day)) throw new UsageError(`--${option} is a month such as 2026-01, not "${text}".`);
  return day;
}

function rollForwardText(books: Books, { by, standing }: BooksParams): string {
  const rows = books.rows.filter((row) => standing === undefined || row.standing === standing);
  if (rows.length === 0) return "No month with data is over.";
  const names = groupNames(books.programmes, by);
  const money = (amountOf: (row: GroupRow) => bigint) => (row: GroupRow) => toDecimal(amountOf(row), row.currency);
  return textTable<GroupRow>(
    [
      { title: "month", text: ({ from }) => from.slice(0, 7) },
      { title: by, text: ({ group }) => names.get(group) ?? group },
      { title: "currency", text: ({ currency }) => currency },
      { title: "standing", text: (row) => row.standing },
      { title: "opening", right: true, text: money(({ opening }) => opening) },
      ...shownMovements(rows).map((movement) => ({
        title: movement,
        right: true,
        text: money(({ movements }) => movements[movement]),
      })),
      { title: "closing", right: true, text: money(({ closing }) => closing) },
      { title: "payable", right: true, text: money(({ payableClosing }) => payableClosing) },
      { title: "", text: ({ from }) => (isLocked(books.locks, from) ? "locked" : "") },
    ],
    monthsBy(rows, by),
  );
}

function journalText(lines: readonly JournalLine[]): string {
  if (lines.length === 0) return "No month with data is over, or nothing moved.";
  const side = (amount: bigint, currency: string) => (amount === 0n ? "" : toDecimal(amount, currency));
  return textTable<JournalLine>(
    [
      { title: "date", text: ({ date }) => date },
      { title: "account", text: ({ account }) => account },
      { title: "name", text: ({ accountName }) => accountName },
      { title: "debit", right: true, text: ({ debit, currency }) => side(debit, currency) },
      { title: "credit", right: true, text: ({ credit, currency }) => side(credit, currency) },
      { title: "currency", text: ({ currency }) => currency },
      { title: "memo", text: ({ memo }) => memo },
    ],
    lines,
  );
}

import { endOfMonth, startOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { isLocked } from "../month-lock";
import { lockedRecognition, type Recognition, recognitionRows } from "../recognition-view";
import type { RecognitionParams } from "../schema";
import { getBooks } from "./books";

/** What was recognised in one month and where each programme, or each month of sale of one, stands at its end. */
export async function getRecognition(scope: Scope, params: RecognitionParams): Promise<Recognition> {
  const { month, currency = scope.issuer.currency, ...rest } = params;
  const day = month === undefined ? { months: 1 } : { from: startOfMonth(month), to: endOfMonth(month) };
  const books = await getBooks(scope, { ...rest, ...day, currency });
  const locked = books.span !== null && isLocked(books.locks, books.span.to);
  const by = params["card-type"] === undefined || locked ? "card-type" : "sale-month";
  const rows = locked ? lockedRecognition(books.rows, books.programmes) : recognitionRows(books.cohorts, by);
  return { books, currency, by, isLocked: locked, rows };
}

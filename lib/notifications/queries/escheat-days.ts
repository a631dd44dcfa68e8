import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { findEscheatOf } from "@/lib/escheat/queries/third-date";
import { escheatDay, UNREAD } from "@/lib/escheat/third-date";
import type { Scope } from "@/lib/identity/scope";
import type { CandidateCard } from "./candidates";

/** The same cards with the day on which the law presumes each abandoned, where they bear what their source gave. */
export async function withEscheatDays<Row extends { readonly card: CandidateCard }>(
  tx: Tx,
  scope: Scope,
  asOf: CivilDate,
  rows: readonly Row[],
): Promise<Row[]> {
  const ids = rows.map(({ card }) => card.source);
  const said = await findEscheatOf(tx, scope, ids, { asOf, knownAt: null });
  return rows.map((row) => ({
    ...row,
    card: { ...row.card, escheats: escheatDay(said.get(row.card.source) ?? UNREAD, row.card.escheats) },
  }));
}

import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import type { Writing } from "../writing";

/** Whose cards a note is looked for among, and as of when. */
export type Subject = {
  readonly context: Context;
  readonly issuerId: number;
  readonly asOf: CivilDate;
  readonly currency: string;
  readonly write: Writing;
};

export const typesOf = ({ issuerId, currency }: Subject): SQL =>
  sql`(select id, code, name from silver.card_type where issuer_id = ${issuerId} and currency = ${currency})`;

export type TypeRow = { code: string; name: string; cards: string; amount: string };

export const foundIn = (row: TypeRow, { currency, write }: Subject) => ({
  type: { id: row.code, name: row.name },
  cards: Number(row.cards),
  amount: BigInt(row.amount),
  currency,
  write,
});

import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";

/** Whose cards a note is looked for among, and as of when. */
export type Subject = {
  readonly context: Context;
  readonly issuerId: number;
  readonly asOf: CivilDate;
  readonly currency: string;
};

export const typesOf = ({ issuerId, currency }: Subject): SQL =>
  sql`(select id, code, name from silver.card_type where issuer_id = ${issuerId} and currency = ${currency})`;

export type TypeRow = { code: string; name: string; cards: string; amount: string };

export const foundIn = (row: TypeRow, { currency }: Subject) => ({
  type: { id: row.code, name: row.name },
  cards: Number(row.cards),
  amount: BigInt(row.amount),
  currency,
});

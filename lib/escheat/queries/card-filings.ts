import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { LetterBatchState, ReportState } from "../constants";

/** What owners and states were told of one card. */
export type CardFilings = {
  readonly reports: readonly {
    readonly id: number;
    readonly jurisdiction: string;
    readonly reportYear: number;
    readonly state: ReportState;
    readonly filedOn: string | null;
    readonly currency: string;
    readonly amount: bigint;
    readonly isPaid: boolean;
  }[];
  readonly letters: readonly {
    readonly batchId: number;
    readonly reference: string;
    readonly state: LetterBatchState;
    readonly mailedOn: string | null;
    readonly returnedOn: string | null;
  }[];
};

type ReportRow = Omit<CardFilings["reports"][number], "amount"> & { amount: string };

/** The reports and letters in which a card stands, the newest first; empty for a card that is not the scope's issuer's. */
export function findCardFilings(scope: Scope, sourceId: string): Promise<CardFilings> {
  return withScope(
    scope,
    async (tx) => {
      const key = sql`select customer_id, card_id from app.card_key where issuer_id = ${scope.issuerId} and source_id = ${sourceId}`;
      const reports = await tx.execute<ReportRow>(sql`
        select p.id, p.jurisdiction, p.report_year as "reportYear", p.state, p.filed_on::text as "filedOn", p.currency,
          r.amount::text as amount, coalesce(p.payment->>'batchId', '') <> '' as "isPaid"
        from (${key}) k
        join app.escheat_report_card r on r.issuer_id = ${scope.issuerId} and r.customer_id = k.customer_id and r.card_id = k.card_id
        join app.escheat_report p on p.issuer_id = r.issuer_id and p.id = r.report_id
        where p.state <> 'withdrawn' order by p.id desc limit 20`);
      const letters = await tx.execute<CardFilings["letters"][number]>(sql`
        select l.batch_id as "batchId", l.content->>'reference' as reference, b.state, l.mailed_on::text as "mailedOn",
          l.returned_on::text as "returnedOn"
        from (${key}) k
        join app.letter l on l.issuer_id = ${scope.issuerId}
          and l.content->'cards' @> jsonb_build_array(jsonb_build_object('cardId', k.card_id))
        join app.letter_batch b on b.issuer_id = l.issuer_id and b.id = l.batch_id
        where b.state <> 'rejected' order by l.batch_id desc limit 20`);
      return { reports: reports.map((row) => ({ ...row, amount: BigInt(row.amount) })), letters: [...letters] };
    },
    { readOnly: true },
  );
}

import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { cardKey } from "../filing/letter-choice";
import type { LettersOfCard } from "../filing/owed-card";

type Row = {
  customer_id: number;
  card_id: number;
  first: string | null;
  second: string | null;
  returned: string | null;
};

/** What was mailed because of each card, and whether it came back. Proposed and issued letters count once they are mailed. */
export async function readLettersOfCards(tx: Tx, scope: Scope): Promise<ReadonlyMap<string, LettersOfCard>> {
  const rows = await tx.execute<Row>(sql`
    select (c->>'customerId')::bigint::float8 as customer_id, (c->>'cardId')::bigint::float8 as card_id,
      min(l.mailed_on)::text as first,
      case when max(l.mailed_on) > min(l.mailed_on) then max(l.mailed_on)::text end as second,
      max(l.mailed_on) filter (where l.returned_on is not null)::text as returned
    from app.letter l cross join lateral jsonb_array_elements(l.content->'cards') c
    where l.issuer_id = ${scope.issuerId} and l.mailed_on is not null
    group by 1, 2`);
  return new Map(
    rows.flatMap(({ customer_id, card_id, first, second, returned }) =>
      first === null
        ? []
        : [
            [
              cardKey({ customerId: customer_id, cardId: card_id }),
              { first, second, returnedMailOn: returned },
            ] as const,
          ],
    ),
  );
}

export type LetterState = {
  /** Cards that stand in a letter of the year that is proposed, approved or issued. */
  readonly sent: ReadonlySet<string>;
  /** Owners whose last letter came back: the address is no longer good. */
  readonly returned: ReadonlySet<number>;
};

/** @param exceptBatch whose own letters do not count. */
export async function readLetterState(
  tx: Tx,
  scope: Scope,
  { jurisdiction, reportYear, exceptBatch = 0 }: { jurisdiction: string; reportYear: number; exceptBatch?: number },
): Promise<LetterState> {
  const [sent, returned] = await Promise.all([
    tx.execute<{ customer_id: number; card_id: number }>(sql`
      select (c->>'customerId')::bigint::float8 as customer_id, (c->>'cardId')::bigint::float8 as card_id
      from app.letter_batch b join app.letter l on l.issuer_id = b.issuer_id and l.batch_id = b.id
      cross join lateral jsonb_array_elements(l.content->'cards') c
      where b.issuer_id = ${scope.issuerId} and b.jurisdiction = ${jurisdiction} and b.report_year = ${reportYear}
        and b.state <> 'rejected' and b.id <> ${exceptBatch}`),
    tx.execute<{ customer_id: number }>(sql`
      select customer_id::float8 as customer_id from (
        select distinct on (customer_id) customer_id, returned_on from app.letter
        where issuer_id = ${scope.issuerId} and mailed_on is not null
        order by customer_id, mailed_on desc, batch_id desc
      ) last where returned_on is not null`),
  ]);
  return {
    sent: new Set(sent.map(({ customer_id, card_id }) => cardKey({ customerId: customer_id, cardId: card_id }))),
    returned: new Set(returned.map(({ customer_id }) => customer_id)),
  };
}

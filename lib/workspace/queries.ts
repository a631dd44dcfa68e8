import { sql } from "drizzle-orm";
import { cache } from "react";
import { withScope } from "@/db/client";
import { cardType } from "@/db/schema/programme";
import { typeDay } from "@/db/schema/rollup";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

export type DataFacts = {
  /** The last day anything happened; null before the first import. */
  dataUntil: CivilDate | null;
  /** Currencies the issuer has card types in, the reporting currency first. */
  currencies: readonly string[];
};

/** Scopes are made anew by each guard, so what is asked once per rendering is remembered by the scope's parts. */
const load = cache(async (issuerId: number, partnerId: number | null, personId: number | null, reporting: string) => {
  const [row] = await withScope(
    { issuerId, partnerId, personId },
    (tx) =>
      tx.execute<{ data_until: string | null; currencies: string[] | null }>(sql`
        select
          (select max(day)::text from ${typeDay} where issuer_id = ${issuerId}) as data_until,
          (select array_agg(distinct ${cardType.currency}) from ${cardType}
            where ${cardType.issuerId} = ${issuerId}) as currencies`),
    { readOnly: true },
  );
  const others = (row?.currencies ?? []).filter((currency) => currency !== reporting).sort();
  return { dataUntil: row?.data_until ?? null, currencies: [reporting, ...others] };
});

/** What the header and every page must know of the data. */
export function getDataFacts(scope: Scope): Promise<DataFacts> {
  return load(scope.issuerId, scope.partnerId, scope.personId, scope.issuer.currency);
}

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { type Bench, finding, requireEqual } from "./bench";
import { measurePairs, milliseconds } from "./pairs";
import { cardsFor } from "./sizes";

/** The same figures twice: as a screen would read them, and as they would be had from the facts. */
const questions = [
  {
    what: "sold and redeemed by month",
    rollup: `select activity_month::text as month, sum(sold)::text as sold, sum(redeemed)::text as redeemed
      from gold.type_lapse group by 1 having sum(sold) <> 0 or sum(redeemed) <> 0 order by 1`,
    facts: `select date_trunc('month', occurred_on)::date::text as month,
        coalesce(sum(amount) filter (where counts_as = 'sale'), 0)::text as sold,
        coalesce(-sum(amount) filter (where counts_as = 'redemption'), 0)::text as redeemed
      from silver.card_transaction where counts_as in ('sale', 'redemption') group by 1
      having coalesce(sum(amount) filter (where counts_as = 'sale'), 0) <> 0
        or coalesce(-sum(amount) filter (where counts_as = 'redemption'), 0) <> 0
      order by 1`,
  },
  {
    what: "breakage by card type of a year's expiries",
    rollup: `select card_type_id, sum(sold + reloaded)::text as sold, sum(redeemed)::text as redeemed
      from gold.type_expiry where expiry_month between '2025-11-01' and '2026-10-01' group by 1 order by 1`,
    facts: `select c.card_type_id, coalesce(sum(t.amount) filter (where counts_as in ('sale', 'reload')), 0)::text as sold,
        coalesce(-sum(t.amount) filter (where counts_as = 'redemption'), 0)::text as redeemed
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      where c.card_expires_on between '2025-11-01' and '2026-10-31' group by 1 order by 1`,
  },
] as const;

const ask = (scope: Scope, text: string) =>
  withScope(scope, async (tx) => [...(await tx.execute(sql.raw(text)))], { readOnly: true });

export const rollupBench: Bench = {
  id: "B3",
  summary: "GROUP BY over the facts ÷ the same figures from a rollup",
  async run({ shop, scale }) {
    const database = await shop.seeded(cardsFor(5_000_000 * scale));
    const scope = await shop.scope(database, "DEMO");
    return shop.use(database, async () => {
      const findings = [];
      for (const { what, rollup, facts } of questions) {
        requireEqual(what, await ask(scope, facts), await ask(scope, rollup));
        const measured = await measurePairs(
          () => milliseconds(() => ask(scope, facts)),
          () => milliseconds(() => ask(scope, rollup), 15),
        );
        findings.push(finding(`facts ÷ rollup: ${what}`, "at least 50", measured, (ratio) => ratio >= 50));
      }
      return findings;
    });
  },
};

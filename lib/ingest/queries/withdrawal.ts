import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { countRestored } from "../mutations/customers";
import { countRestoredMerchants } from "../mutations/merchants";
import { dependents, findBroughtAgain } from "../mutations/withdraw";
import type { LoadScope } from "../plan";
import type { BroughtAgain } from "../repeats";

export type WithdrawalPreview = {
  cards: number;
  customers: number;
  /** Holders who get back what was kept of them before. */
  changed: number;
  /** Holders who have said no to messages with this batch and do so still: that stays. */
  refusing: number;
  /** Merchants that get back what was kept of them before. */
  changedMerchants: number;
  cardTypes: number;
  transactions: number;
  /** Value sold and redeemed by the batch's own transactions, each currency by itself, in minor units. */
  amounts: { currency: string; sold: bigint; redeemed: bigint }[];
  /** Rows that go although a later batch, which stays, has brought them too. */
  broughtAgain: BroughtAgain | null;
  /** Later batches that stand on this one: while there are any, it stays. */
  dependents: number[];
};

/** What would go with a batch, counted before anyone is asked to confirm. */
export function previewWithdrawal(scope: LoadScope, batchId: number): Promise<WithdrawalPreview> {
  const of = sql`issuer_id = ${scope.issuerId} and batch_id = ${batchId}`;
  return withScope(
    scope,
    async (tx) => {
      const [counts] = await tx.execute<
        Pick<WithdrawalPreview, "cards" | "customers" | "cardTypes" | "transactions">
      >(sql`
        select (select count(*)::int from silver.card where ${of}) as cards,
          (select count(*)::int from silver.customer where ${of}) as customers,
          (select count(*)::int from silver.card_type where ${of}) as "cardTypes",
          (select count(*)::int from silver.card_transaction where ${of}) as transactions`);
      const amounts = await tx.execute<{ currency: string; sold: string; redeemed: string }>(sql`
        select y.currency, coalesce(sum(t.amount) filter (where t.counts_as in ('sale', 'reload')), 0)::text as sold,
          coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0)::text as redeemed
        from silver.card_transaction t join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
        join silver.card_type y on y.id = c.card_type_id and y.issuer_id = t.issuer_id
        where t.issuer_id = ${scope.issuerId} and t.batch_id = ${batchId} group by y.currency order by y.currency`);
      const { restored, refusing } = await countRestored(tx, { scope, batchId });
      return {
        ...(counts ?? { cards: 0, customers: 0, cardTypes: 0, transactions: 0 }),
        changed: restored,
        refusing,
        changedMerchants: await countRestoredMerchants(tx, { scope, batchId }),
        amounts: amounts.map(({ currency, sold, redeemed }) => ({
          currency,
          sold: BigInt(sold),
          redeemed: BigInt(redeemed),
        })),
        broughtAgain: await findBroughtAgain(tx, scope, batchId),
        dependents: await dependents(tx, scope, batchId),
      };
    },
    { readOnly: true },
  );
}

SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- A card can be used until it or its funds expire, whichever comes first: a forecast ran on beyond funds that had gone. The finer cells
-- cannot be had from the coarser, so both tables are filled again from the facts.
TRUNCATE "gold"."type_cohort", "gold"."type_cohort_delta";
--> statement-breakpoint
ALTER TABLE "gold"."type_cohort" ADD COLUMN "end_month" date NOT NULL;--> statement-breakpoint
ALTER TABLE "gold"."type_cohort_delta" ADD COLUMN "end_month" date NOT NULL;--> statement-breakpoint
ALTER TABLE "gold"."type_cohort" DROP CONSTRAINT "type_cohort_pkey";
--> statement-breakpoint
ALTER TABLE "gold"."type_cohort" ADD CONSTRAINT "type_cohort_pkey" PRIMARY KEY("issuer_id","activity_month","card_type_id","sale_month","expiry_month","end_month");
--> statement-breakpoint
-- An owner that is no superuser sees no tenant's rows, and must not be held to one tenant's here.
DO $$
declare
  target text;
begin
  foreach target in array array['silver.card_transaction', 'silver.card', 'silver.card_type', 'gold.type_cohort', 'gold.type_cohort_delta'] loop
    execute format('alter table %s no force row level security', target);
  end loop;
end $$;
--> statement-breakpoint
INSERT INTO gold.type_cohort_delta (issuer_id, batch_id, card_type_id, sale_month, expiry_month, end_month, activity_month, events, cards, sold, reloaded, redemptions, redeemed, spent, refunded, fees, transferred, adjusted, expired, escheated)
SELECT t.issuer_id, t.batch_id, c.card_type_id, date_trunc('month', c.sold_on::timestamp)::date, coalesce(date_trunc('month', c.card_expires_on::timestamp)::date, 'infinity'), coalesce(date_trunc('month', least(c.card_expires_on, c.funds_expires_on)::timestamp)::date, 'infinity'),
  date_trunc('month', t.occurred_on::timestamp)::date, sum(t.n),
  coalesce(sum((case when t.kind = 'void' then -1 else 1 end) * t.n) filter (where t.counts_as = 'sale'), 0),
  coalesce(sum(t.amount) filter (where t.counts_as = 'sale'), 0),
  coalesce(sum(t.amount) filter (where t.counts_as = 'reload'), 0),
  coalesce(sum((case when t.kind = 'void' then -1 else 1 end) * t.n) filter (where t.counts_as = 'redemption'), 0),
  coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0),
  coalesce(sum((case when t.kind = 'void' then -1 else 1 end) * t.spent) filter (where t.counts_as = 'redemption'), 0),
  coalesce(-sum(t.amount) filter (where t.counts_as = 'refund'), 0),
  coalesce(-sum(t.amount) filter (where t.counts_as = 'fee'), 0),
  coalesce(sum(t.amount) filter (where t.counts_as = 'transfer'), 0),
  coalesce(sum(t.amount) filter (where t.counts_as = 'adjustment'), 0),
  coalesce(-sum(t.amount) filter (where t.counts_as = 'expiry'), 0),
  coalesce(-sum(t.amount) filter (where t.counts_as = 'escheat'), 0)
FROM (SELECT t.*, 1 AS n, coalesce(t.purchase_total, abs(t.amount)) AS spent FROM silver.card_transaction t) t
JOIN silver.card c ON c.customer_id = t.customer_id AND c.id = t.card_id
JOIN silver.card_type y ON y.id = c.card_type_id
GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 2;
--> statement-breakpoint
INSERT INTO gold.type_cohort (issuer_id, card_type_id, sale_month, expiry_month, end_month, activity_month, events, cards, sold, reloaded, redemptions, redeemed, spent, refunded, fees, transferred, adjusted, expired, escheated)
SELECT issuer_id, card_type_id, sale_month, expiry_month, end_month, activity_month, sum(events), sum(cards), sum(sold), sum(reloaded), sum(redemptions), sum(redeemed), sum(spent), sum(refunded), sum(fees), sum(transferred), sum(adjusted), sum(expired), sum(escheated)
FROM gold.type_cohort_delta GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
DO $$
declare
  target text;
begin
  foreach target in array array['silver.card_transaction', 'silver.card', 'silver.card_type', 'gold.type_cohort', 'gold.type_cohort_delta'] loop
    execute format('alter table %s force row level security', target);
  end loop;
end $$;

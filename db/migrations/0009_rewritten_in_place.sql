SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- An index that asks for the day of first use forbids the server to rewrite a summary in its place, and every batch then
-- paid for all of the table's indexes. The few cards it was for have a table of their own.
DROP INDEX "silver"."card_summary_at_once_idx";
--> statement-breakpoint
CREATE TABLE "gold"."drained_at_once" (
	"issuer_id" integer NOT NULL,
	"sold_on" date NOT NULL,
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	CONSTRAINT "drained_at_once_pkey" PRIMARY KEY("issuer_id","sold_on","customer_id","card_id")
);
--> statement-breakpoint
-- An owner that is no superuser sees no tenant's rows either.
ALTER TABLE silver.card_summary NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE silver.card_transaction NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO gold.drained_at_once SELECT s.issuer_id, s.sold_on, s.customer_id, s.card_id FROM silver.card_summary s
WHERE s.last_use_on <= s.sold_on + 1
  AND sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated = 0
  AND EXISTS (SELECT FROM silver.card_transaction t WHERE t.customer_id = s.customer_id AND t.card_id = s.card_id
    HAVING max(t.occurred_at) FILTER (WHERE t.kind = 'redemption') > min(t.occurred_at) FILTER (WHERE t.kind = 'sale')
      AND max(t.occurred_at) FILTER (WHERE t.kind = 'redemption') <= min(t.occurred_at) FILTER (WHERE t.kind = 'sale') + interval '5 minutes');
--> statement-breakpoint
ALTER TABLE silver.card_transaction FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE silver.card_summary FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON gold.drained_at_once TO breakwater_app;

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
--> statement-breakpoint
-- Nothing was ever written here: files lie whole in bronze.file_chunk, and refused rows carry their cells.
CREATE OR REPLACE FUNCTION app.erase_batch(batch integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
begin
  if tenant is null then
    raise exception 'A batch is erased only within its issuer''s scope';
  end if;
  delete from silver.card_transaction where batch_id = batch and issuer_id = tenant;
  update silver.card_summary s set merchant_id = null from silver.card c
    where c.issuer_id = tenant and c.merchant_batch_id = batch and s.customer_id = c.customer_id and s.card_id = c.id;
  update silver.card set merchant_id = null, merchant_batch_id = null where issuer_id = tenant and merchant_batch_id = batch;
  delete from app.card_key k using silver.card c
    where k.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch
      and k.customer_id = c.customer_id and k.card_id = c.id;
  delete from silver.card where batch_id = batch and issuer_id = tenant;
  delete from app.customer_key k using silver.customer c
    where k.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch and k.customer_id = c.customer_id;
  delete from silver.customer where batch_id = batch and issuer_id = tenant;
  delete from silver.card_type where batch_id = batch and issuer_id = tenant;
  delete from silver.brand where batch_id = batch and issuer_id = tenant;
  delete from silver.merchant where batch_id = batch and issuer_id = tenant;
  delete from bronze.refused_row where batch_id = batch and issuer_id = tenant;
  update bronze.refused_row set loaded_by_batch_id = null where loaded_by_batch_id = batch and issuer_id = tenant;
end $$;
--> statement-breakpoint
DROP TABLE "bronze"."record" CASCADE;

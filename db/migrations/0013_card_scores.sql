SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE TABLE "silver"."card_score" (
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	"issuer_id" integer NOT NULL,
	"model_id" integer NOT NULL,
	"scored_on" date NOT NULL,
	"cell" bigint NOT NULL,
	"score" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"probability_untouched" real NOT NULL,
	"probability_never" real NOT NULL,
	"expected_unredeemed" double precision NOT NULL,
	CONSTRAINT "card_score_pkey" PRIMARY KEY("customer_id","card_id")
);
--> statement-breakpoint
CREATE TABLE "gold"."card_score_cell" (
	"issuer_id" integer NOT NULL,
	"model_id" integer NOT NULL,
	"score" bigint NOT NULL,
	"cards" integer NOT NULL,
	"probability_untouched" double precision NOT NULL,
	"probability_never" double precision NOT NULL,
	"share_left" double precision NOT NULL,
	"headline" double precision NOT NULL,
	"reference" double precision NOT NULL,
	"hazards" real[] NOT NULL,
	CONSTRAINT "card_score_cell_pkey" PRIMARY KEY("issuer_id","model_id","score")
);
--> statement-breakpoint
CREATE TABLE "gold"."card_score_model" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "gold"."card_score_model_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"scored_on" date NOT NULL,
	"forecasts" jsonb NOT NULL,
	"model" jsonb NOT NULL,
	"past" jsonb NOT NULL,
	"reconciliation" jsonb NOT NULL,
	"cards" integer NOT NULL,
	"result_hash" char(64) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_score_model_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
ALTER TABLE "gold"."card_score_cell" ADD CONSTRAINT "card_score_cell_model_fk" FOREIGN KEY ("issuer_id","model_id") REFERENCES "gold"."card_score_model"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."card_score_model" ADD CONSTRAINT "card_score_model_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON silver.card_score, gold.card_score_model, gold.card_score_cell TO breakwater_app;
--> statement-breakpoint
-- A card that goes with its batch takes its score along. bronze.record goes for good: nothing was ever written there, files
-- lie whole in bronze.file_chunk, and refused rows carry their cells.
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
  delete from silver.card_score s using silver.card c
    where s.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch
      and s.customer_id = c.customer_id and s.card_id = c.id;
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

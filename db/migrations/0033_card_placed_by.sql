SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- A step of its own, as is taking the old column away: who reads cards does not wait until all of them are filled.
ALTER TABLE "silver"."card" ADD COLUMN "merchant_by_sale" boolean DEFAULT false NOT NULL,
  ADD COLUMN "day_by_sale" boolean DEFAULT false NOT NULL,
  ADD COLUMN "card_valid_days" integer,
  ADD COLUMN "funds_valid_days" integer;
--> statement-breakpoint
ALTER TABLE "app"."import_batch" ADD COLUMN "repeats" jsonb DEFAULT '{}'::jsonb NOT NULL;

SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
ALTER TABLE "silver"."card" DROP COLUMN "merchant_batch_id";

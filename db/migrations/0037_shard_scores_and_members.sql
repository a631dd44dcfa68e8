SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- Both belong to a customer and had been left on the coordinator of a cluster. One PostgreSQL takes the calls as no-ops.
SELECT app.shard('silver.card_score', 'D');
--> statement-breakpoint
SELECT app.shard('silver.notification_member', 'D');

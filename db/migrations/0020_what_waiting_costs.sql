ALTER TABLE "app"."notification_batch" ADD COLUMN "delay_costs" bigint[];--> statement-breakpoint
ALTER TABLE "app"."notification_batch" ADD COLUMN "uplift_within" double precision;--> statement-breakpoint
ALTER TABLE "app"."notification_parameter" ADD COLUMN "currency" char(3);
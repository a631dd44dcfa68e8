ALTER TABLE "app"."notification_batch" ADD COLUMN "beyond_capacity" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
GRANT UPDATE (beyond_capacity) ON app.notification_batch TO breakwater_app;

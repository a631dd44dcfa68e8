ALTER TABLE "app"."forecast_override" ADD COLUMN "left_out" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."forecast_override" ADD COLUMN "settled_age" integer;--> statement-breakpoint
ALTER TABLE "app"."forecast_override" ADD CONSTRAINT "forecast_override_left_out" CHECK (jsonb_typeof("app"."forecast_override"."left_out") = 'array');--> statement-breakpoint
ALTER TABLE "app"."forecast_override" ADD CONSTRAINT "forecast_override_settled_age" CHECK ("app"."forecast_override"."settled_age" > 0);
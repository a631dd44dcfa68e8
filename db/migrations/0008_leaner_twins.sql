ALTER TABLE "gold"."merchant_expiry_month" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gold"."merchant_expiry_month_delta" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "gold"."merchant_expiry_month" CASCADE;--> statement-breakpoint
DROP TABLE "gold"."merchant_expiry_month_delta" CASCADE;--> statement-breakpoint
DROP INDEX "gold"."birth_expiry_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."merchant_expiry_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."merchant_month_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."state_expiry_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."type_cohort_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."type_day_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."type_expiry_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."type_expiry_month_delta_idx";--> statement-breakpoint
DROP INDEX "gold"."type_lapse_delta_idx";--> statement-breakpoint
CREATE INDEX "birth_expiry_delta_idx" ON "gold"."birth_expiry_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "merchant_expiry_delta_idx" ON "gold"."merchant_expiry_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "merchant_month_delta_idx" ON "gold"."merchant_month_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "state_expiry_delta_idx" ON "gold"."state_expiry_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "type_cohort_delta_idx" ON "gold"."type_cohort_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "type_day_delta_idx" ON "gold"."type_day_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "type_expiry_delta_idx" ON "gold"."type_expiry_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "type_expiry_month_delta_idx" ON "gold"."type_expiry_month_delta" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "type_lapse_delta_idx" ON "gold"."type_lapse_delta" USING brin ("batch_id");
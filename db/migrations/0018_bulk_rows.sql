ALTER TABLE "gold"."card_score_cell" DROP CONSTRAINT "card_score_cell_model_fk";
--> statement-breakpoint
ALTER TABLE "gold"."forecast_share" DROP CONSTRAINT "forecast_share_forecast_fk";

CREATE TABLE "gold"."forecast_backtest" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"report" jsonb NOT NULL,
	CONSTRAINT "forecast_backtest_pkey" PRIMARY KEY("forecast_id")
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_move" (
	"issuer_id" integer NOT NULL,
	"before_id" integer NOT NULL,
	"after_id" integer NOT NULL,
	"grouping" char(64) NOT NULL,
	"move" jsonb NOT NULL,
	CONSTRAINT "forecast_move_pkey" PRIMARY KEY("before_id","after_id","grouping")
);
--> statement-breakpoint
ALTER TABLE "gold"."forecast_backtest" ADD CONSTRAINT "forecast_backtest_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_move" ADD CONSTRAINT "forecast_move_before_fk" FOREIGN KEY ("issuer_id","before_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_move" ADD CONSTRAINT "forecast_move_after_fk" FOREIGN KEY ("issuer_id","after_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT ON gold.forecast_backtest, gold.forecast_move TO breakwater_app;

SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE TABLE "gold"."partly_used" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"lapse_month" date NOT NULL,
	"cards" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"larger_cards" bigint NOT NULL,
	CONSTRAINT "partly_used_pkey" PRIMARY KEY("issuer_id","card_type_id","lapse_month")
);
--> statement-breakpoint
ALTER TABLE silver.card_summary NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO gold.partly_used
SELECT issuer_id, card_type_id, coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'), sum(cards), sum(balance),
  count(*) FILTER (WHERE balance >= CASE WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000 ELSE 100 END)
FROM (SELECT *, sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated AS balance
  FROM silver.card_summary) s
WHERE redeemed > 0 AND balance > 0 GROUP BY 1, 2, 3;
--> statement-breakpoint
ALTER TABLE silver.card_summary FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON gold.partly_used TO breakwater_app;

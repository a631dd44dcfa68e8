SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE TABLE "gold"."aging" (
	"issuer_id" integer NOT NULL,
	"basis" text NOT NULL,
	"currency" char(3) NOT NULL,
	"month" date NOT NULL,
	"lapse_month" date NOT NULL,
	"cards" bigint NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "aging_pkey" PRIMARY KEY("issuer_id","basis","currency","month","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_lapse" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"lapse_month" date NOT NULL,
	"activity_month" date NOT NULL,
	"events" bigint DEFAULT 0 NOT NULL,
	"cards" bigint DEFAULT 0 NOT NULL,
	"sold" bigint DEFAULT 0 NOT NULL,
	"reloaded" bigint DEFAULT 0 NOT NULL,
	"redemptions" bigint DEFAULT 0 NOT NULL,
	"redeemed" bigint DEFAULT 0 NOT NULL,
	"spent" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"fees" bigint DEFAULT 0 NOT NULL,
	"transferred" bigint DEFAULT 0 NOT NULL,
	"adjusted" bigint DEFAULT 0 NOT NULL,
	"expired" bigint DEFAULT 0 NOT NULL,
	"escheated" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "type_lapse_pkey" PRIMARY KEY("issuer_id","activity_month","card_type_id","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_lapse_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"lapse_month" date NOT NULL,
	"activity_month" date NOT NULL,
	"events" bigint DEFAULT 0 NOT NULL,
	"cards" bigint DEFAULT 0 NOT NULL,
	"sold" bigint DEFAULT 0 NOT NULL,
	"reloaded" bigint DEFAULT 0 NOT NULL,
	"redemptions" bigint DEFAULT 0 NOT NULL,
	"redeemed" bigint DEFAULT 0 NOT NULL,
	"spent" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"fees" bigint DEFAULT 0 NOT NULL,
	"transferred" bigint DEFAULT 0 NOT NULL,
	"adjusted" bigint DEFAULT 0 NOT NULL,
	"expired" bigint DEFAULT 0 NOT NULL,
	"escheated" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "type_lapse_delta_idx" ON "gold"."type_lapse_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "card_summary_funds_idx" ON "silver"."card_summary" USING btree ("issuer_id","funds_expires_on");
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON gold.aging, gold.type_lapse, gold.type_lapse_delta TO breakwater_app;
--> statement-breakpoint
-- What was folded before these tables were there.
INSERT INTO gold.type_lapse SELECT issuer_id, card_type_id, lapse_month, activity_month, sum(events), sum(cards), sum(sold),
  sum(reloaded), sum(redemptions), sum(redeemed), sum(spent), sum(refunded), sum(fees), sum(transferred), sum(adjusted),
  sum(expired), sum(escheated)
FROM gold.type_expiry_month GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO gold.type_lapse_delta SELECT issuer_id, batch_id, card_type_id, lapse_month, activity_month, sum(events),
  sum(cards), sum(sold), sum(reloaded), sum(redemptions), sum(redeemed), sum(spent), sum(refunded), sum(fees),
  sum(transferred), sum(adjusted), sum(expired), sum(escheated)
FROM gold.type_expiry_month_delta GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO gold.aging SELECT issuer_id, basis, currency,
  case basis when 'load' then date_trunc('month', sold_on)::date
    else coalesce(date_trunc('month', last_use_on)::date, 'infinity') end,
  coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'), count(*), sum(balance)
FROM (SELECT *, sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated AS balance
  FROM silver.card_summary) s CROSS JOIN (VALUES ('load'), ('last-use')) b (basis)
WHERE balance <> 0 GROUP BY 1, 2, 3, 4, 5;

SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- What a score says stands in its cell, once for all the cards that have it. Made anew, because the place of a dropped
-- column stays in every row. A page takes each of its rows twice and where it was before, so that the next scoring rewrites
-- all of them in their places. An owner that is no superuser sees no tenant's rows.
ALTER TABLE "silver"."card_score" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "silver"."card_score" RENAME TO "card_score_before";
--> statement-breakpoint
ALTER TABLE "silver"."card_score_before" RENAME CONSTRAINT "card_score_pkey" TO "card_score_before_pkey";
--> statement-breakpoint
CREATE TABLE "silver"."card_score" (
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	"issuer_id" integer NOT NULL,
	"model_id" integer NOT NULL,
	"cell" bigint NOT NULL,
	"score" bigint NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "card_score_pkey" PRIMARY KEY("customer_id","card_id")
) WITH (fillfactor = 48);
--> statement-breakpoint
INSERT INTO "silver"."card_score"
SELECT customer_id, card_id, issuer_id, model_id, cell, score, balance FROM "silver"."card_score_before";
--> statement-breakpoint
DROP TABLE "silver"."card_score_before";
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "silver"."card_score" TO breakwater_app;

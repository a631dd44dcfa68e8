-- A foreign key to these tables names the issuer too, so a btree that begins with the issuer serves its check as well, if
-- badly: it goes through all rows of the issuer. The planner takes both for equal where it thinks the table empty, and so it
-- does when a first load was killed, its rows were vacuumed away, and the next load is at work: that one never ended.
CREATE INDEX "card_issuer_idx" ON "silver"."card" USING brin ("issuer_id");--> statement-breakpoint
CREATE INDEX "customer_issuer_idx" ON "silver"."customer" USING brin ("issuer_id");--> statement-breakpoint
CREATE INDEX "customer_source_idx" ON "silver"."customer" USING btree ("issuer_id","source_id") WHERE source_id is not null;--> statement-breakpoint
-- Last, so that readers wait for no index to be made.
DROP INDEX "silver"."card_issuer_source_idx";--> statement-breakpoint
DROP INDEX "silver"."customer_issuer_source_idx";

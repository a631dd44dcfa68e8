CREATE TABLE "bronze"."customer_change" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "customer_change_pkey" PRIMARY KEY("customer_id","batch_id")
);
--> statement-breakpoint
CREATE TABLE "bronze"."refused_again" (
	"issuer_id" integer NOT NULL,
	"refused_id" bigint NOT NULL,
	"batch_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"line" integer NOT NULL,
	CONSTRAINT "refused_again_pkey" PRIMARY KEY("refused_id","batch_id","file_name","line")
);
--> statement-breakpoint
ALTER TABLE "bronze"."refused_row" ADD COLUMN "content" text;--> statement-breakpoint
ALTER TABLE "bronze"."refused_again" ADD CONSTRAINT "refused_again_refused_id_refused_row_id_fk" FOREIGN KEY ("refused_id") REFERENCES "bronze"."refused_row"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_change_batch_idx" ON "bronze"."customer_change" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "refused_again_batch_idx" ON "bronze"."refused_again" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "refused_row_content_idx" ON "bronze"."refused_row" USING btree ("issuer_id","content");
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON bronze.refused_again TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON bronze.customer_change TO breakwater_app;
--> statement-breakpoint
-- Who a holder is changes, unlike what happened to his cards.
GRANT UPDATE (name, email, phone, address_line, city, zip, jurisdiction, born_on, registered_on, time_zone, language,
  consent_email, consent_sms, search) ON silver.customer TO breakwater_app;

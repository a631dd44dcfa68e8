SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE TABLE "app"."account_map" (
	"issuer_id" integer PRIMARY KEY NOT NULL,
	"map" jsonb NOT NULL,
	"updated_by_name" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."accounting_method" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."accounting_method_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"effective_from" date NOT NULL,
	"method" text NOT NULL,
	"constraint_kind" text NOT NULL,
	"constraint_value" text NOT NULL,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounting_method_month" CHECK (extract(day from "app"."accounting_method"."effective_from") = 1),
	CONSTRAINT "accounting_method_reason" CHECK (length(trim("app"."accounting_method"."reason")) > 0)
);
--> statement-breakpoint
CREATE TABLE "app"."accounting_month" (
	"issuer_id" integer NOT NULL,
	"month" date NOT NULL,
	"rows_hash" char(64) NOT NULL,
	"basis" jsonb NOT NULL,
	"locked_by" integer NOT NULL,
	"locked_by_name" text NOT NULL,
	"locked_at" timestamp with time zone NOT NULL,
	"signed_off_by" integer,
	"signed_off_by_name" text,
	"signed_off_at" timestamp with time zone,
	CONSTRAINT "accounting_month_pkey" PRIMARY KEY("issuer_id","month"),
	CONSTRAINT "accounting_month_first" CHECK (extract(day from "app"."accounting_month"."month") = 1),
	CONSTRAINT "accounting_month_other_eyes" CHECK ("app"."accounting_month"."signed_off_by" is null or "app"."accounting_month"."signed_off_by" <> "app"."accounting_month"."locked_by")
);
--> statement-breakpoint
CREATE TABLE "app"."accounting_position" (
	"issuer_id" integer NOT NULL,
	"month" date NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_month" date NOT NULL,
	"standing" text NOT NULL,
	"face" bigint NOT NULL,
	"exercised" bigint NOT NULL,
	"expired" bigint NOT NULL,
	"lapsed" bigint NOT NULL,
	"presumed" bigint NOT NULL,
	"escheated" bigint NOT NULL,
	"claimed" bigint NOT NULL,
	"revenue" bigint NOT NULL,
	"breakage" bigint NOT NULL,
	CONSTRAINT "accounting_position_pkey" PRIMARY KEY("issuer_id","month","card_type_id","sale_month")
);
--> statement-breakpoint
CREATE TABLE "app"."accounting_row" (
	"issuer_id" integer NOT NULL,
	"month" date NOT NULL,
	"card_type_id" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"standing" text NOT NULL,
	"opening" bigint NOT NULL,
	"closing" bigint NOT NULL,
	"payable_opening" bigint NOT NULL,
	"payable_closing" bigint NOT NULL,
	"movements" jsonb NOT NULL,
	"corrections" jsonb NOT NULL,
	CONSTRAINT "accounting_row_pkey" PRIMARY KEY("issuer_id","month","card_type_id","currency","standing")
);
--> statement-breakpoint
CREATE TABLE "gold"."escheat_forecast" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "gold"."escheat_forecast_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"as_of" date NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"forecast_id" integer,
	"parameters" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"paces" jsonb,
	"data_hash" char(64) NOT NULL,
	"result_hash" char(64) NOT NULL,
	"job_run_id" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escheat_forecast_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "gold"."escheat_forecast_cell" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"card_type_id" integer NOT NULL,
	"report_year" smallint NOT NULL,
	"outcome" text NOT NULL,
	"priority" smallint NOT NULL,
	"cards" integer NOT NULL,
	"balance" bigint NOT NULL,
	"claimed" bigint NOT NULL,
	"unmeasured" bigint NOT NULL,
	"expected" double precision NOT NULL,
	"foreseen" bigint NOT NULL,
	"slope" double precision NOT NULL,
	"variance" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"needs_counsel" boolean NOT NULL,
	CONSTRAINT "escheat_forecast_cell_pkey" PRIMARY KEY("forecast_id","jurisdiction","card_type_id","report_year","outcome","priority")
);
--> statement-breakpoint
CREATE TABLE "gold"."escheat_forecast_reading" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"card_type_id" integer NOT NULL,
	"report_year" smallint NOT NULL,
	"stakes" double precision[] NOT NULL,
	CONSTRAINT "escheat_forecast_reading_pkey" PRIMARY KEY("forecast_id","jurisdiction","card_type_id","report_year")
);
--> statement-breakpoint
CREATE TABLE "app"."escheat_report" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."escheat_report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"report_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"state" text NOT NULL,
	"as_of" date NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"cutoff_on" date NOT NULL,
	"due_on" date NOT NULL,
	"cards" integer NOT NULL,
	"amount" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"data_hash" char(64) NOT NULL,
	"prepared_by" integer NOT NULL,
	"prepared_by_name" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"reviewed_by" integer,
	"reviewed_by_name" text,
	"reviewed_at" timestamp with time zone,
	"filed_by" integer,
	"filed_by_name" text,
	"filed_at" timestamp with time zone,
	"filed_on" date,
	"file_hash" char(64),
	"payment" jsonb,
	"acknowledged_by" integer,
	"acknowledged_by_name" text,
	"acknowledged_at" timestamp with time zone,
	"acknowledgement" text,
	"withdrawn_by_name" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "escheat_report_issuer_key" UNIQUE("issuer_id","id"),
	CONSTRAINT "escheat_report_other_eyes" CHECK ("app"."escheat_report"."reviewed_by" is null or "app"."escheat_report"."reviewed_by" <> "app"."escheat_report"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "app"."escheat_report_card" (
	"issuer_id" integer NOT NULL,
	"report_id" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	"card_type_id" integer NOT NULL,
	"amount" bigint NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "escheat_report_card_pkey" PRIMARY KEY("report_id","customer_id","card_id")
);
--> statement-breakpoint
CREATE TABLE "app"."escheat_rule" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."escheat_rule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"property" text NOT NULL,
	"version" integer NOT NULL,
	"replaces" integer,
	"effective_from" date,
	"rule" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "escheat_rule_key" UNIQUE("issuer_id","jurisdiction","property","version"),
	CONSTRAINT "escheat_rule_replaced_once" UNIQUE("issuer_id","jurisdiction","property","replaces"),
	CONSTRAINT "escheat_rule_version" CHECK ("app"."escheat_rule"."version" > 0),
	CONSTRAINT "escheat_rule_replaces" CHECK ("app"."escheat_rule"."replaces" < "app"."escheat_rule"."version"),
	CONSTRAINT "escheat_rule_reason" CHECK (length(trim("app"."escheat_rule"."reason")) > 0)
);
--> statement-breakpoint
CREATE TABLE "app"."escheat_rule_confirmation" (
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"property" text NOT NULL,
	"version" integer NOT NULL,
	"rule_hash" char(64) NOT NULL,
	"note" text NOT NULL,
	"confirmed_by" integer NOT NULL,
	"confirmed_by_name" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "escheat_rule_confirmation_pkey" PRIMARY KEY("issuer_id","jurisdiction","property","version","rule_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."holder" (
	"issuer_id" integer PRIMARY KEY NOT NULL,
	"incorporated_abroad" char(2),
	"incorporated_on" date,
	"fein" text,
	"naics" text,
	"address_line" text,
	"city" text,
	"state" text,
	"zip" text,
	"contact_name" text,
	"contact_email" text,
	"contact_phone" text,
	"small_issuer" boolean,
	"takes_second_priority" boolean DEFAULT false NOT NULL,
	"texas_deems_address" boolean DEFAULT false NOT NULL,
	"property_code" text,
	"updated_by_name" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."letter" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"number" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"mailed_on" date,
	"returned_on" date,
	CONSTRAINT "letter_pkey" PRIMARY KEY("batch_id","number")
);
--> statement-breakpoint
CREATE TABLE "app"."letter_batch" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."letter_batch_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"report_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"state" text NOT NULL,
	"send_from" date,
	"send_to" date,
	"letters" integer NOT NULL,
	"amount" bigint NOT NULL,
	"left_out" jsonb NOT NULL,
	"seal" char(64) NOT NULL,
	"proposed_by" integer NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" integer,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"issued_by_name" text,
	"issued_at" timestamp with time zone,
	"issued_on" date,
	"files" jsonb,
	"file_hash" char(64),
	CONSTRAINT "letter_batch_issuer_key" UNIQUE("issuer_id","id"),
	CONSTRAINT "letter_batch_other_eyes" CHECK ("app"."letter_batch"."decided_by" is null or "app"."letter_batch"."decided_by" <> "app"."letter_batch"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "app"."naupa2_layout" (
	"issuer_id" integer PRIMARY KEY NOT NULL,
	"fields" jsonb NOT NULL,
	"property_code" text,
	"updated_by_name" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "silver"."card_summary" ADD COLUMN "last_load_on" date;--> statement-breakpoint
ALTER TABLE "silver"."card_summary" ADD COLUMN "last_enquiry_on" date;--> statement-breakpoint
ALTER TABLE "silver"."card_summary" ADD COLUMN "last_opened_on" date;--> statement-breakpoint
ALTER TABLE "app"."account_map" ADD CONSTRAINT "account_map_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."accounting_method" ADD CONSTRAINT "accounting_method_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."accounting_method" ADD CONSTRAINT "accounting_method_type_fk" FOREIGN KEY ("issuer_id","card_type_id") REFERENCES "silver"."card_type"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."accounting_month" ADD CONSTRAINT "accounting_month_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."accounting_position" ADD CONSTRAINT "accounting_position_month_fk" FOREIGN KEY ("issuer_id","month") REFERENCES "app"."accounting_month"("issuer_id","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."accounting_row" ADD CONSTRAINT "accounting_row_month_fk" FOREIGN KEY ("issuer_id","month") REFERENCES "app"."accounting_month"("issuer_id","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."escheat_forecast" ADD CONSTRAINT "escheat_forecast_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."escheat_forecast" ADD CONSTRAINT "escheat_forecast_job_run_id_job_run_id_fk" FOREIGN KEY ("job_run_id") REFERENCES "app"."job_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."escheat_forecast_cell" ADD CONSTRAINT "escheat_forecast_cell_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."escheat_forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."escheat_forecast_reading" ADD CONSTRAINT "escheat_forecast_reading_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."escheat_forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."escheat_report" ADD CONSTRAINT "escheat_report_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."escheat_report_card" ADD CONSTRAINT "escheat_report_card_report_fk" FOREIGN KEY ("issuer_id","report_id") REFERENCES "app"."escheat_report"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."escheat_rule" ADD CONSTRAINT "escheat_rule_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."escheat_rule" ADD CONSTRAINT "escheat_rule_replaces_fk" FOREIGN KEY ("issuer_id","jurisdiction","property","replaces") REFERENCES "app"."escheat_rule"("issuer_id","jurisdiction","property","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."escheat_rule_confirmation" ADD CONSTRAINT "escheat_rule_confirmation_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."holder" ADD CONSTRAINT "holder_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."naupa2_layout" ADD CONSTRAINT "naupa2_layout_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."letter" ADD CONSTRAINT "letter_batch_fk" FOREIGN KEY ("issuer_id","batch_id") REFERENCES "app"."letter_batch"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."letter_batch" ADD CONSTRAINT "letter_batch_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounting_method_idx" ON "app"."accounting_method" USING btree ("issuer_id","card_type_id","effective_from","id");--> statement-breakpoint
CREATE INDEX "escheat_forecast_date_idx" ON "gold"."escheat_forecast" USING btree ("issuer_id","currency","as_of","id");--> statement-breakpoint
CREATE UNIQUE INDEX "escheat_report_one" ON "app"."escheat_report" USING btree ("issuer_id","jurisdiction","report_year","currency") WHERE state <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "escheat_report_card_idx" ON "app"."escheat_report_card" USING btree ("issuer_id","customer_id","card_id");--> statement-breakpoint
CREATE INDEX "letter_customer_idx" ON "app"."letter" USING btree ("issuer_id","customer_id");
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
-- What a state was told, what counsel confirmed and what the books said stays as it was: the application may add to it,
-- and move a report or a batch of letters along its way, but not change its figures.
GRANT SELECT, INSERT ON app.escheat_rule, app.escheat_rule_confirmation, app.escheat_report, app.escheat_report_card,
  app.letter_batch, app.letter, app.accounting_method, app.accounting_month, app.accounting_position, app.accounting_row
  TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (state, reviewed_by, reviewed_by_name, reviewed_at, filed_by, filed_by_name, filed_at, filed_on, file_hash,
  payment, acknowledged_by, acknowledged_by_name, acknowledged_at, acknowledgement, withdrawn_by_name, withdrawn_at,
  withdrawn_reason) ON app.escheat_report TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (state, decided_by, decided_by_name, decided_at, decision_reason, issued_by_name, issued_at, issued_on, files,
  file_hash)
  ON app.letter_batch TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (mailed_on, returned_on) ON app.letter TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (signed_off_by, signed_off_by_name, signed_off_at) ON app.accounting_month TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON app.holder, app.account_map, app.naupa2_layout TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON gold.escheat_forecast, gold.escheat_forecast_cell, gold.escheat_forecast_reading TO breakwater_app;

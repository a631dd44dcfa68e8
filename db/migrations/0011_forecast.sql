SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE TABLE "gold"."forecast" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "gold"."forecast_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"data_date" date NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"method" text,
	"status" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"inputs" jsonb,
	"data_hash" char(64) NOT NULL,
	"result_hash" char(64) NOT NULL,
	"summary" jsonb NOT NULL,
	"job_run_id" integer,
	"created_by" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forecast_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_cohort" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"lot" text NOT NULL,
	"sale_month" date NOT NULL,
	"expiry_month" date NOT NULL,
	"quarter" date NOT NULL,
	"cards" integer NOT NULL,
	"sold" bigint NOT NULL,
	"redeemed" bigint NOT NULL,
	"expected" double precision NOT NULL,
	CONSTRAINT "forecast_cohort_pkey" PRIMARY KEY("forecast_id","card_type_id","lot","sale_month","expiry_month")
);
--> statement-breakpoint
CREATE TABLE "app"."forecast_override" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."forecast_override_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"method" text,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forecast_override_reason" CHECK (length(trim("app"."forecast_override"."reason")) > 0)
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_past" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"made_on" date NOT NULL,
	"card_type_id" integer NOT NULL,
	"quarter" date NOT NULL,
	"cards" integer NOT NULL,
	"sold" bigint NOT NULL,
	"expected" double precision NOT NULL,
	"actual" bigint NOT NULL,
	"worlds" real[],
	CONSTRAINT "forecast_past_pkey" PRIMARY KEY("forecast_id","made_on","card_type_id","quarter")
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_quarter" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"quarter" date NOT NULL,
	"cards" integer NOT NULL,
	"sold" bigint NOT NULL,
	"redeemed" bigint NOT NULL,
	"expected" double precision NOT NULL,
	"breakage" bigint NOT NULL,
	"worlds" real[],
	CONSTRAINT "forecast_quarter_pkey" PRIMARY KEY("forecast_id","card_type_id","quarter")
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_share" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"dimension" text NOT NULL,
	"merchant_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"birth_year" smallint NOT NULL,
	"card_type_id" integer NOT NULL,
	"quarter" date NOT NULL,
	"cards" integer NOT NULL,
	"sold" bigint NOT NULL,
	"redeemed" bigint NOT NULL,
	"expected" double precision NOT NULL,
	"breakage" bigint NOT NULL,
	CONSTRAINT "forecast_share_pkey" PRIMARY KEY("forecast_id","dimension","merchant_id","jurisdiction","birth_year","card_type_id","quarter")
);
--> statement-breakpoint
CREATE TABLE "gold"."forecast_type" (
	"issuer_id" integer NOT NULL,
	"forecast_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"cohorts" integer NOT NULL,
	"curve" jsonb NOT NULL,
	CONSTRAINT "forecast_type_pkey" PRIMARY KEY("forecast_id","card_type_id")
);
--> statement-breakpoint
ALTER TABLE "gold"."forecast" ADD CONSTRAINT "forecast_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast" ADD CONSTRAINT "forecast_job_run_id_job_run_id_fk" FOREIGN KEY ("job_run_id") REFERENCES "app"."job_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_cohort" ADD CONSTRAINT "forecast_cohort_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."forecast_override" ADD CONSTRAINT "forecast_override_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."forecast_override" ADD CONSTRAINT "forecast_override_type_fk" FOREIGN KEY ("issuer_id","card_type_id") REFERENCES "silver"."card_type"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_past" ADD CONSTRAINT "forecast_past_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_quarter" ADD CONSTRAINT "forecast_quarter_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_share" ADD CONSTRAINT "forecast_share_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold"."forecast_type" ADD CONSTRAINT "forecast_type_forecast_fk" FOREIGN KEY ("issuer_id","forecast_id") REFERENCES "gold"."forecast"("issuer_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forecast_date_idx" ON "gold"."forecast" USING btree ("issuer_id","currency","data_date","id");--> statement-breakpoint
CREATE INDEX "forecast_override_idx" ON "app"."forecast_override" USING btree ("issuer_id","card_type_id","id");
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
-- Versions are written once and never changed; so are choices of method, of which the newest counts.
GRANT SELECT, INSERT ON gold.forecast, gold.forecast_type, gold.forecast_cohort, gold.forecast_quarter, gold.forecast_share,
  gold.forecast_past, app.forecast_override TO breakwater_app;

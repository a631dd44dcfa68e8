-- Plain PostgreSQL accepts the unknown setting; a cluster needs it for tables, functions and keys in one transaction.
SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
CREATE SCHEMA "app";
--> statement-breakpoint
CREATE SCHEMA "bronze";
--> statement-breakpoint
CREATE SCHEMA "gold";
--> statement-breakpoint
CREATE SCHEMA "silver";
--> statement-breakpoint
CREATE TABLE "silver"."card" (
	"customer_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "silver"."card_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"source_id" text NOT NULL,
	"card_type_id" integer NOT NULL,
	"merchant_id" integer,
	"jurisdiction" text DEFAULT 'unknown' NOT NULL,
	"birth_year" smallint DEFAULT 0 NOT NULL,
	"face_value" bigint,
	"sold_on" date NOT NULL,
	"card_expires_on" date,
	"funds_expires_on" date,
	"escheat_on" date,
	"batch_id" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_pkey" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "card_issuer_key" UNIQUE("customer_id","id","issuer_id"),
	CONSTRAINT "card_source_key" UNIQUE("customer_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "silver"."card_summary" (
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"merchant_id" integer,
	"currency" char(3) NOT NULL,
	"jurisdiction" text NOT NULL,
	"birth_year" smallint NOT NULL,
	"sold_on" date NOT NULL,
	"card_expires_on" date,
	"funds_expires_on" date,
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
	"first_use_on" date,
	"last_use_on" date,
	"last_event_at" timestamp with time zone,
	"opened_on" date,
	CONSTRAINT "card_summary_pkey" PRIMARY KEY("customer_id","card_id")
);
--> statement-breakpoint
CREATE TABLE "silver"."card_transaction" (
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "silver"."card_transaction_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"counts_as" text NOT NULL,
	"amount" bigint NOT NULL,
	"purchase_total" bigint,
	"merchant_id" integer,
	"occurred_at" timestamp with time zone NOT NULL,
	"occurred_on" date NOT NULL,
	"booked_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"corrects_id" bigint,
	"batch_id" integer NOT NULL,
	CONSTRAINT "card_transaction_pkey" PRIMARY KEY("customer_id","card_id","id"),
	CONSTRAINT "card_transaction_source_key" UNIQUE("customer_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "silver"."customer" (
	"customer_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "silver"."customer_customer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"source_id" text,
	"name" text,
	"email" text,
	"phone" text,
	"address_line" text,
	"city" text,
	"zip" text,
	"jurisdiction" text,
	"born_on" date,
	"registered_on" date,
	"time_zone" text,
	"language" text,
	"consent_email" boolean,
	"consent_sms" boolean,
	"search" text DEFAULT '' NOT NULL,
	"batch_id" integer NOT NULL,
	CONSTRAINT "customer_issuer_key" UNIQUE("customer_id","issuer_id")
);
--> statement-breakpoint
CREATE TABLE "app"."api_key" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."api_key_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_key_hash_key" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer,
	"person_id" integer,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"address" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."invitation" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."invitation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."membership" (
	"issuer_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"role" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_pkey" PRIMARY KEY("issuer_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "app"."person" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"language" text DEFAULT 'en' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"user_agent" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "app"."throttle" (
	"bucket" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."card_key" (
	"issuer_id" integer NOT NULL,
	"source_id" text NOT NULL,
	"customer_id" bigint NOT NULL,
	"card_id" bigint NOT NULL,
	CONSTRAINT "card_key_pkey" PRIMARY KEY("issuer_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "app"."customer_key" (
	"issuer_id" integer NOT NULL,
	"source_id" text NOT NULL,
	"customer_id" bigint NOT NULL,
	CONSTRAINT "customer_key_pkey" PRIMARY KEY("issuer_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "bronze"."file" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bronze"."file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"name" text NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"uploaded_by" integer,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "bronze"."file_chunk" (
	"issuer_id" integer NOT NULL,
	"file_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_chunk_pkey" PRIMARY KEY("file_id","seq")
);
--> statement-breakpoint
CREATE TABLE "app"."import_batch" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."import_batch_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"source" text NOT NULL,
	"content_key" text NOT NULL,
	"state" text NOT NULL,
	"label" text NOT NULL,
	"files" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"notices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"first_on" text,
	"last_on" text,
	"created_by" integer,
	"job_run_id" integer,
	"recorded_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" integer
);
--> statement-breakpoint
CREATE TABLE "app"."import_mapping" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."import_mapping_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"name" text NOT NULL,
	"document" jsonb NOT NULL,
	"updated_by" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mapping_name_key" UNIQUE("issuer_id","name")
);
--> statement-breakpoint
CREATE TABLE "bronze"."record" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"line" integer NOT NULL,
	"entity" text NOT NULL,
	"source_id" text,
	"cells" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bronze"."refused_row" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bronze"."refused_row_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"line" integer NOT NULL,
	"entity" text NOT NULL,
	"cells" text[] NOT NULL,
	"values" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"retry" boolean DEFAULT false NOT NULL,
	"loaded_by_batch_id" integer,
	"dismissed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."job_run" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."job_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"input" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"note" text,
	"result" jsonb,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"started_by" integer,
	"started_by_name" text NOT NULL,
	"cancel_requested_at" timestamp with time zone,
	"cancel_requested_by" integer,
	"worker_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."worker" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopping" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."age_segment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."age_segment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"name" text NOT NULL,
	"from_age" smallint NOT NULL,
	"to_age" smallint,
	CONSTRAINT "age_segment_name_key" UNIQUE("issuer_id","name"),
	CONSTRAINT "age_segment_limits" CHECK ("app"."age_segment"."from_age" >= 0 and ("app"."age_segment"."to_age" is null or "app"."age_segment"."to_age" >= "app"."age_segment"."from_age"))
);
--> statement-breakpoint
CREATE TABLE "silver"."brand" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "silver"."brand_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"batch_id" integer,
	CONSTRAINT "brand_code_key" UNIQUE("issuer_id","code"),
	CONSTRAINT "brand_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "silver"."card_type" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "silver"."card_type_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"brand_id" integer,
	"merchant_id" integer,
	"business_model" text,
	"category" text,
	"medium" text,
	"currency" char(3) NOT NULL,
	"validity_days" integer,
	"funds_validity_days" integer,
	"reloadable" boolean,
	"has_expiry" boolean,
	"funds_expire" boolean,
	"has_fees" boolean,
	"cash_redeemable" boolean,
	"promotional" boolean,
	"issuer_type" text,
	"batch_id" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_type_code_key" UNIQUE("issuer_id","code"),
	CONSTRAINT "card_type_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."issuer" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."issuer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text,
	"state_of_incorporation" text,
	"currency" char(3) NOT NULL,
	"time_zone" text NOT NULL,
	"privacy_floor" integer DEFAULT 20 NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "issuer_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "silver"."merchant" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "silver"."merchant_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"mcc" char(4),
	"bcc" text,
	"batch_id" integer,
	CONSTRAINT "merchant_code_key" UNIQUE("issuer_id","code"),
	CONSTRAINT "merchant_issuer_key" UNIQUE("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."saved_view" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."saved_view_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"screen" text NOT NULL,
	"name" text NOT NULL,
	"state" jsonb NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"default_for_role" text,
	"created_on" date NOT NULL,
	CONSTRAINT "saved_view_name_key" UNIQUE("issuer_id","person_id","screen","name")
);
--> statement-breakpoint
CREATE TABLE "gold"."birth_expiry" (
	"issuer_id" integer NOT NULL,
	"birth_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
	CONSTRAINT "birth_expiry_pkey" PRIMARY KEY("issuer_id","expiry_month","birth_year","currency","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."birth_expiry_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"birth_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
CREATE TABLE "gold"."birth_expiry_month" (
	"issuer_id" integer NOT NULL,
	"birth_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
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
	CONSTRAINT "birth_expiry_month_pkey" PRIMARY KEY("issuer_id","expiry_month","activity_month","birth_year","currency","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."birth_expiry_month_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"birth_year" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
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
CREATE TABLE "gold"."last_use" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"last_use_month" date NOT NULL,
	"cards" bigint NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "last_use_pkey" PRIMARY KEY("issuer_id","card_type_id","last_use_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."merchant_expiry" (
	"issuer_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
	CONSTRAINT "merchant_expiry_pkey" PRIMARY KEY("issuer_id","expiry_month","merchant_id","card_type_id","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."merchant_expiry_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
CREATE TABLE "gold"."merchant_expiry_month" (
	"issuer_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"expiry_month" date NOT NULL,
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
	CONSTRAINT "merchant_expiry_month_pkey" PRIMARY KEY("issuer_id","expiry_month","activity_month","merchant_id","card_type_id","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."merchant_expiry_month_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"expiry_month" date NOT NULL,
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
CREATE TABLE "gold"."merchant_month" (
	"issuer_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
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
	CONSTRAINT "merchant_month_pkey" PRIMARY KEY("issuer_id","activity_month","merchant_id","card_type_id")
);
--> statement-breakpoint
CREATE TABLE "gold"."merchant_month_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"merchant_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
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
CREATE TABLE "gold"."state_expiry" (
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
	CONSTRAINT "state_expiry_pkey" PRIMARY KEY("issuer_id","expiry_month","jurisdiction","currency","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."state_expiry_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
CREATE TABLE "gold"."state_expiry_month" (
	"issuer_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
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
	CONSTRAINT "state_expiry_month_pkey" PRIMARY KEY("issuer_id","expiry_month","activity_month","jurisdiction","currency","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."state_expiry_month_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"currency" char(3) NOT NULL,
	"expiry_month" date NOT NULL,
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
CREATE TABLE "gold"."type_cohort" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_month" date NOT NULL,
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
	CONSTRAINT "type_cohort_pkey" PRIMARY KEY("issuer_id","activity_month","card_type_id","sale_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_cohort_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_month" date NOT NULL,
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
CREATE TABLE "gold"."type_day" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"day" date NOT NULL,
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
	CONSTRAINT "type_day_pkey" PRIMARY KEY("issuer_id","day","card_type_id")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_day_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"day" date NOT NULL,
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
CREATE TABLE "gold"."type_expiry" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_year" smallint NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
	CONSTRAINT "type_expiry_pkey" PRIMARY KEY("issuer_id","expiry_month","card_type_id","sale_year","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_expiry_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_year" smallint NOT NULL,
	"expiry_month" date NOT NULL,
	"lapse_month" date NOT NULL,
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
CREATE TABLE "gold"."type_expiry_month" (
	"issuer_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_year" smallint NOT NULL,
	"expiry_month" date NOT NULL,
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
	CONSTRAINT "type_expiry_month_pkey" PRIMARY KEY("issuer_id","expiry_month","activity_month","card_type_id","sale_year","lapse_month")
);
--> statement-breakpoint
CREATE TABLE "gold"."type_expiry_month_delta" (
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"card_type_id" integer NOT NULL,
	"sale_year" smallint NOT NULL,
	"expiry_month" date NOT NULL,
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
-- Order matters on a cluster: tables, then their classes, then foreign keys. One PostgreSQL takes the calls as no-ops.
CREATE FUNCTION "app"."shard"(target regclass, class "char") RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
begin
  if not exists (select from pg_extension where extname = 'citus') then
    return;
  end if;
  if class = 'D' then
    if target = 'silver.customer'::regclass then
      perform public.create_distributed_table(target, 'customer_id');
    else
      perform public.create_distributed_table(target, 'customer_id', colocate_with => 'silver.customer');
    end if;
  elsif class = 'R' then
    perform public.create_reference_table(target);
  end if;
end $$;
--> statement-breakpoint
SELECT app.shard('app.issuer', 'R');
--> statement-breakpoint
SELECT app.shard('silver.brand', 'R');
--> statement-breakpoint
SELECT app.shard('silver.merchant', 'R');
--> statement-breakpoint
SELECT app.shard('silver.card_type', 'R');
--> statement-breakpoint
SELECT app.shard('app.age_segment', 'R');
--> statement-breakpoint
SELECT app.shard('silver.customer', 'D');
--> statement-breakpoint
SELECT app.shard('silver.card', 'D');
--> statement-breakpoint
SELECT app.shard('silver.card_transaction', 'D');
--> statement-breakpoint
SELECT app.shard('silver.card_summary', 'D');
--> statement-breakpoint
ALTER TABLE "silver"."card" ADD CONSTRAINT "card_card_type_id_card_type_id_fk" FOREIGN KEY ("card_type_id") REFERENCES "silver"."card_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card" ADD CONSTRAINT "card_merchant_id_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "silver"."merchant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card" ADD CONSTRAINT "card_customer_fk" FOREIGN KEY ("customer_id","issuer_id") REFERENCES "silver"."customer"("customer_id","issuer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_summary" ADD CONSTRAINT "card_summary_card_fk" FOREIGN KEY ("customer_id","card_id","issuer_id") REFERENCES "silver"."card"("customer_id","id","issuer_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_transaction" ADD CONSTRAINT "card_transaction_merchant_id_merchant_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "silver"."merchant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_transaction" ADD CONSTRAINT "card_transaction_card_fk" FOREIGN KEY ("customer_id","card_id","issuer_id") REFERENCES "silver"."card"("customer_id","id","issuer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."customer" ADD CONSTRAINT "customer_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."api_key" ADD CONSTRAINT "api_key_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."audit_event" ADD CONSTRAINT "audit_event_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."invitation" ADD CONSTRAINT "invitation_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."membership" ADD CONSTRAINT "membership_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "app"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bronze"."file" ADD CONSTRAINT "file_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bronze"."file_chunk" ADD CONSTRAINT "file_chunk_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "bronze"."file"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."import_batch" ADD CONSTRAINT "import_batch_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."import_mapping" ADD CONSTRAINT "import_mapping_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bronze"."refused_row" ADD CONSTRAINT "refused_row_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."job_run" ADD CONSTRAINT "job_run_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."age_segment" ADD CONSTRAINT "age_segment_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."brand" ADD CONSTRAINT "brand_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_type" ADD CONSTRAINT "card_type_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_type" ADD CONSTRAINT "card_type_brand_fk" FOREIGN KEY ("issuer_id","brand_id") REFERENCES "silver"."brand"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."card_type" ADD CONSTRAINT "card_type_merchant_fk" FOREIGN KEY ("issuer_id","merchant_id") REFERENCES "silver"."merchant"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silver"."merchant" ADD CONSTRAINT "merchant_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."saved_view" ADD CONSTRAINT "saved_view_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_issuer_source_idx" ON "silver"."card" USING btree ("issuer_id","source_id");--> statement-breakpoint
CREATE INDEX "card_batch_idx" ON "silver"."card" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "card_summary_expiry_idx" ON "silver"."card_summary" USING btree ("issuer_id","card_expires_on");--> statement-breakpoint
CREATE INDEX "card_summary_type_idx" ON "silver"."card_summary" USING btree ("issuer_id","card_type_id","sold_on");--> statement-breakpoint
CREATE INDEX "card_transaction_source_idx" ON "silver"."card_transaction" USING btree ("issuer_id","source_id");--> statement-breakpoint
CREATE INDEX "card_transaction_occurred_idx" ON "silver"."card_transaction" USING btree ("issuer_id","occurred_on");--> statement-breakpoint
CREATE INDEX "card_transaction_batch_idx" ON "silver"."card_transaction" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "customer_issuer_source_idx" ON "silver"."customer" USING btree ("issuer_id","source_id");--> statement-breakpoint
CREATE INDEX "customer_batch_idx" ON "silver"."customer" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "api_key_issuer_idx" ON "app"."api_key" USING btree ("issuer_id");--> statement-breakpoint
CREATE INDEX "audit_event_issuer_idx" ON "app"."audit_event" USING btree ("issuer_id","occurred_at");--> statement-breakpoint
CREATE INDEX "invitation_issuer_idx" ON "app"."invitation" USING btree ("issuer_id");--> statement-breakpoint
CREATE INDEX "membership_person_idx" ON "app"."membership" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email_key" ON "app"."person" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "session_person_idx" ON "app"."session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "file_issuer_idx" ON "bronze"."file" USING btree ("issuer_id","uploaded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_batch_content_key" ON "app"."import_batch" USING btree ("issuer_id","content_key") WHERE state = 'loaded';--> statement-breakpoint
CREATE INDEX "import_batch_recorded_idx" ON "app"."import_batch" USING btree ("issuer_id","recorded_at");--> statement-breakpoint
CREATE INDEX "record_batch_idx" ON "bronze"."record" USING brin ("batch_id");--> statement-breakpoint
CREATE INDEX "refused_row_open_idx" ON "bronze"."refused_row" USING btree ("issuer_id","entity") WHERE loaded_by_batch_id is null and dismissed_at is null;--> statement-breakpoint
CREATE INDEX "refused_row_batch_idx" ON "bronze"."refused_row" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "job_run_issuer_idx" ON "app"."job_run" USING btree ("issuer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "age_segment_from_key" ON "app"."age_segment" USING btree ("issuer_id","from_age");--> statement-breakpoint
CREATE INDEX "card_type_brand_idx" ON "silver"."card_type" USING btree ("issuer_id","brand_id");--> statement-breakpoint
CREATE INDEX "birth_expiry_delta_idx" ON "gold"."birth_expiry_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "birth_expiry_month_delta_idx" ON "gold"."birth_expiry_month_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "merchant_expiry_delta_idx" ON "gold"."merchant_expiry_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "merchant_expiry_month_delta_idx" ON "gold"."merchant_expiry_month_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "merchant_month_delta_idx" ON "gold"."merchant_month_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "state_expiry_delta_idx" ON "gold"."state_expiry_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "state_expiry_month_delta_idx" ON "gold"."state_expiry_month_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "type_cohort_delta_idx" ON "gold"."type_cohort_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "type_day_delta_idx" ON "gold"."type_day_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "type_expiry_delta_idx" ON "gold"."type_expiry_delta" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "type_expiry_month_delta_idx" ON "gold"."type_expiry_month_delta" USING btree ("issuer_id","batch_id");
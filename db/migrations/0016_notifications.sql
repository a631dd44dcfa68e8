CREATE TABLE "app"."mailbox" (
	"issuer_id" integer NOT NULL,
	"channel" text NOT NULL,
	"mailbox" text NOT NULL,
	"suppressed" text,
	"suppressed_why" text,
	"suppressed_at" timestamp with time zone,
	"reply" text,
	"last_sent_at" timestamp with time zone,
	CONSTRAINT "mailbox_pkey" PRIMARY KEY("issuer_id","channel","mailbox")
);
--> statement-breakpoint
CREATE TABLE "app"."message" (
	"message_key" char(32) PRIMARY KEY NOT NULL,
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"channel" text NOT NULL,
	"mailbox" text NOT NULL,
	"address" text NOT NULL,
	"customer_id" bigint NOT NULL,
	"message_class" text NOT NULL,
	"outcome" text NOT NULL,
	"note" text,
	"provider" text,
	"attempts" smallint NOT NULL,
	"subject" text,
	"content_hash" char(64),
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."notification_batch" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."notification_batch_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"job_run_id" integer,
	"replaces" integer,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"message_class" text NOT NULL,
	"currency" char(3) NOT NULL,
	"as_of" date NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"template_id" integer NOT NULL,
	"audience" integer NOT NULL,
	"people" integer NOT NULL,
	"messages" integer NOT NULL,
	"left_out" jsonb NOT NULL,
	"value_at_stake" bigint NOT NULL,
	"cost" bigint NOT NULL,
	"delay_cost" bigint NOT NULL,
	"uplift_expected" double precision NOT NULL,
	"uplift_low" double precision NOT NULL,
	"uplift_high" double precision NOT NULL,
	"base_rate" double precision NOT NULL,
	"detectable" double precision,
	"breakage_given_up" double precision NOT NULL,
	"escheat_avoided" double precision NOT NULL,
	"holdout_share" real NOT NULL,
	"horizon_days" smallint NOT NULL,
	"seed" text NOT NULL,
	"rules" jsonb NOT NULL,
	"parameters" jsonb NOT NULL,
	"seal" char(64) NOT NULL,
	"sealed" jsonb,
	"approvals_needed" smallint NOT NULL,
	"proposed_by" integer,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"approved_at" timestamp with time zone,
	"releases_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "notification_batch_issuer_key" UNIQUE("issuer_id","id"),
	CONSTRAINT "notification_batch_sums" CHECK ("app"."notification_batch"."people" <= "app"."notification_batch"."audience" and "app"."notification_batch"."messages" <= "app"."notification_batch"."people")
);
--> statement-breakpoint
CREATE TABLE "app"."notification_decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."notification_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"decision" text NOT NULL,
	"person_id" integer NOT NULL,
	"person_name" text NOT NULL,
	"seal" char(64) NOT NULL,
	"reason" text,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "silver"."notification_member" (
	"customer_id" bigint NOT NULL,
	"batch_id" integer NOT NULL,
	"issuer_id" integer NOT NULL,
	"address" text,
	"mailbox" text,
	"leads" boolean NOT NULL,
	"cards" jsonb NOT NULL,
	"value" bigint NOT NULL,
	"loss_on" date,
	"due_at" timestamp with time zone,
	"time_zone" text NOT NULL,
	"gain" double precision NOT NULL,
	"base_rate" double precision NOT NULL,
	"explanation" jsonb NOT NULL,
	"stratum" text NOT NULL,
	"left_out" text,
	"leaf" char(116) NOT NULL,
	"arm" text,
	"outcome" text,
	"outcome_note" text,
	"outcome_at" timestamp with time zone,
	"message_key" char(32),
	CONSTRAINT "notification_member_pkey" PRIMARY KEY("customer_id","batch_id")
);
--> statement-breakpoint
CREATE TABLE "app"."notification_parameter" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."notification_parameter_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"name" text NOT NULL,
	"channel" text,
	"reason" text,
	"value" double precision NOT NULL,
	"low" double precision,
	"high" double precision,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	"batches" integer[],
	"person_id" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."notification_result" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."notification_result_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"measured_on" date NOT NULL,
	"complete" boolean NOT NULL,
	"figures" jsonb NOT NULL,
	"job_run_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."notification_setting" (
	"issuer_id" integer PRIMARY KEY NOT NULL,
	"sender_name" text NOT NULL,
	"sender_address" text NOT NULL,
	"reply_to" text,
	"postal_address" text,
	"quiet_from" smallint DEFAULT 20 NOT NULL,
	"quiet_to" smallint DEFAULT 9 NOT NULL,
	"cap_week" smallint DEFAULT 1 NOT NULL,
	"cap_sixty_days" smallint DEFAULT 3 NOT NULL,
	"horizon_days" smallint DEFAULT 60 NOT NULL,
	"daily_capacity" integer,
	"budget" bigint,
	"holdout_share" real DEFAULT 0.1 NOT NULL,
	"second_approval_value" bigint,
	"second_approval_messages" integer,
	"undo_minutes" smallint DEFAULT 10 NOT NULL,
	"proposal_days" smallint DEFAULT 7 NOT NULL,
	"counts_lost_breakage" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_by_name" text,
	"updated_by_name" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."notification_template" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."notification_template_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"reason" text NOT NULL,
	"channel" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"message_class" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"person_id" integer,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "notification_template_issuer_key" UNIQUE("issuer_id","id"),
	CONSTRAINT "notification_template_version_key" UNIQUE("issuer_id","reason","channel","language","version")
);
--> statement-breakpoint
CREATE TABLE "app"."opt_out" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."opt_out_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"channel" text NOT NULL,
	"mailbox" text NOT NULL,
	"covers" text NOT NULL,
	"via" text NOT NULL,
	"reason" text,
	"batch_id" integer,
	"actor" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."outbox" (
	"message_key" char(32) PRIMARY KEY NOT NULL,
	"issuer_id" integer NOT NULL,
	"batch_id" integer NOT NULL,
	"channel" text NOT NULL,
	"mailbox" text NOT NULL,
	"customer_id" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"useless_at" timestamp with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"leased_by" text,
	"lease_until" timestamp with time zone,
	"reply" text,
	CONSTRAINT "outbox_mailbox_key" UNIQUE("issuer_id","batch_id","mailbox")
);
--> statement-breakpoint
CREATE TABLE "app"."provider" (
	"name" text PRIMARY KEY NOT NULL,
	"rate_per_second" real NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL,
	"rest_until" timestamp with time zone,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "app"."received_mail" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."received_mail_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"mailbox" text NOT NULL,
	"message_id" text NOT NULL,
	"subject" text NOT NULL,
	"headers" jsonb NOT NULL,
	"plain" text NOT NULL,
	"html" text,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."mailbox" ADD CONSTRAINT "mailbox_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."message" ADD CONSTRAINT "message_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_batch" ADD CONSTRAINT "notification_batch_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_batch" ADD CONSTRAINT "notification_batch_job_run_id_job_run_id_fk" FOREIGN KEY ("job_run_id") REFERENCES "app"."job_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_batch" ADD CONSTRAINT "notification_batch_template_fk" FOREIGN KEY ("issuer_id","template_id") REFERENCES "app"."notification_template"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_decision" ADD CONSTRAINT "notification_decision_batch_fk" FOREIGN KEY ("issuer_id","batch_id") REFERENCES "app"."notification_batch"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_parameter" ADD CONSTRAINT "notification_parameter_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_result" ADD CONSTRAINT "notification_result_job_run_id_job_run_id_fk" FOREIGN KEY ("job_run_id") REFERENCES "app"."job_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_result" ADD CONSTRAINT "notification_result_batch_fk" FOREIGN KEY ("issuer_id","batch_id") REFERENCES "app"."notification_batch"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_setting" ADD CONSTRAINT "notification_setting_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."notification_template" ADD CONSTRAINT "notification_template_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."opt_out" ADD CONSTRAINT "opt_out_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."outbox" ADD CONSTRAINT "outbox_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."received_mail" ADD CONSTRAINT "received_mail_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_mailbox_idx" ON "app"."message" USING btree ("issuer_id","mailbox","ended_at");--> statement-breakpoint
CREATE INDEX "message_customer_idx" ON "app"."message" USING btree ("issuer_id","customer_id","ended_at");--> statement-breakpoint
CREATE INDEX "message_batch_idx" ON "app"."message" USING btree ("issuer_id","batch_id","outcome");--> statement-breakpoint
CREATE INDEX "notification_batch_state_idx" ON "app"."notification_batch" USING btree ("issuer_id","state","id");--> statement-breakpoint
CREATE INDEX "notification_decision_batch_idx" ON "app"."notification_decision" USING btree ("issuer_id","batch_id");--> statement-breakpoint
CREATE INDEX "notification_member_batch_idx" ON "silver"."notification_member" USING btree ("issuer_id","batch_id","customer_id");--> statement-breakpoint
CREATE INDEX "notification_member_mailbox_idx" ON "silver"."notification_member" USING btree ("issuer_id","batch_id","mailbox");--> statement-breakpoint
CREATE INDEX "notification_member_control_idx" ON "silver"."notification_member" USING btree ("issuer_id","batch_id","due_at") WHERE arm = 'control' and outcome is null;--> statement-breakpoint
CREATE INDEX "notification_parameter_idx" ON "app"."notification_parameter" USING btree ("issuer_id","name","id");--> statement-breakpoint
CREATE INDEX "notification_result_batch_idx" ON "app"."notification_result" USING btree ("issuer_id","batch_id","id");--> statement-breakpoint
CREATE INDEX "opt_out_mailbox_idx" ON "app"."opt_out" USING btree ("issuer_id","mailbox");--> statement-breakpoint
CREATE INDEX "outbox_due_idx" ON "app"."outbox" USING btree ("issuer_id","batch_id","due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_lease_idx" ON "app"."outbox" USING btree ("lease_until") WHERE state = 'handing-over';--> statement-breakpoint
CREATE INDEX "outbox_batch_idx" ON "app"."outbox" USING btree ("issuer_id","batch_id","state");--> statement-breakpoint
CREATE INDEX "received_mail_mailbox_idx" ON "app"."received_mail" USING btree ("issuer_id","mailbox","id");--> statement-breakpoint
CREATE INDEX "received_mail_message_idx" ON "app"."received_mail" USING btree ("issuer_id","message_id");--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
-- Whoever sends works for all issuers: it may ask whose messages are due, and nothing else, without naming one.
CREATE POLICY gate ON app.outbox FOR SELECT USING (current_setting('app.gate', true) = 'system');
--> statement-breakpoint
ALTER TABLE app.provider ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.provider FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.provider USING (current_setting('app.gate', true) = 'system');
--> statement-breakpoint
-- What was proposed, approved, sent and measured stays as it was. A batch moves along its way and a person's outcome is
-- told, but who, what, when and for how much cannot be changed.
GRANT SELECT, INSERT ON app.notification_parameter, app.notification_template, app.notification_batch,
  app.notification_decision, app.notification_result, silver.notification_member, app.opt_out, app.message,
  app.received_mail TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (withdrawn_at) ON app.notification_template TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (state, approved_at, releases_at, started_at, ended_at, note) ON app.notification_batch TO breakwater_app;
--> statement-breakpoint
GRANT UPDATE (arm, outcome, outcome_note, outcome_at, message_key) ON silver.notification_member TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON app.notification_setting, app.mailbox, app.provider TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON app.outbox TO breakwater_app;

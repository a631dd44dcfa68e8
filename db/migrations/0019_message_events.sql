CREATE TABLE "app"."message_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."message_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer_id" integer NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"permanent" boolean,
	"channel" text NOT NULL,
	"mailbox" text NOT NULL,
	"message_key" char(32),
	"batch_id" integer,
	"detail" text,
	"actor" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_event_key" UNIQUE("issuer_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "app"."request_key" (
	"issuer_id" integer NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"door" text NOT NULL,
	"fields" jsonb NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"status" smallint,
	"answer" text,
	CONSTRAINT "request_key_pkey" PRIMARY KEY("issuer_id","caller","key")
);
--> statement-breakpoint
ALTER TABLE "app"."message_event" ADD CONSTRAINT "message_event_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."request_key" ADD CONSTRAINT "request_key_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_event_mailbox_idx" ON "app"."message_event" USING btree ("issuer_id","mailbox","id");--> statement-breakpoint
CREATE INDEX "message_event_batch_idx" ON "app"."message_event" USING btree ("issuer_id","batch_id","type");--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
-- What was reported stays as it was told. A request's key is claimed, answered, and given back where nothing was done.
GRANT SELECT, INSERT ON app.message_event TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (claimed_at, status, answer) ON app.request_key TO breakwater_app;

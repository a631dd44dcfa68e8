CREATE TABLE "app"."note_snooze" (
	"issuer_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"cause" text NOT NULL,
	"until" date NOT NULL,
	CONSTRAINT "note_snooze_pkey" PRIMARY KEY("issuer_id","person_id","cause")
);
--> statement-breakpoint
ALTER TABLE "app"."note_snooze" ADD CONSTRAINT "note_snooze_issuer_id_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "app"."issuer"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (until) ON app.note_snooze TO breakwater_app;

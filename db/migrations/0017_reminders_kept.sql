ALTER TABLE "app"."notification_batch" ADD COLUMN "people_erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."notification_setting" ADD COLUMN "paused_why" text;
--> statement-breakpoint
-- The one way people of a batch go: of a proposal that ended without a message, and not before a week after its end, by
-- the server's own clock and whatever the caller says. Nobody else may delete them, so that what was sent stays provable.
CREATE FUNCTION app.erase_proposal_people(batch integer, ended_before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
  gone integer;
begin
  if tenant is null then
    raise exception 'People of a proposal are erased only within its issuer''s scope';
  end if;
  perform from app.notification_batch b
    where b.issuer_id = tenant and b.id = batch and b.state in ('expired', 'replaced', 'rejected')
      and b.people_erased_at is null and b.started_at is null
      and b.ended_at < least(ended_before, now() - interval '7 days')
    for update;
  if not found
    or exists (select from app.outbox o where o.issuer_id = tenant and o.batch_id = batch)
    or exists (select from app.message m where m.issuer_id = tenant and m.batch_id = batch)
    or exists (select from silver.notification_member p where p.issuer_id = tenant and p.batch_id = batch
      and (p.arm is not null or p.outcome is not null))
  then
    return null;
  end if;
  delete from silver.notification_member where issuer_id = tenant and batch_id = batch;
  get diagnostics gone = row_count;
  update app.notification_batch set people_erased_at = now() where issuer_id = tenant and id = batch;
  return gone;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.erase_proposal_people(integer, timestamptz) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.erase_proposal_people(integer, timestamptz) TO breakwater_app;

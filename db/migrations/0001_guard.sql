SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- The scope is set by SET LOCAL inside a function: it takes parameters, ends with the transaction, and reaches the
-- workers of a cluster, which set_config() does not.
CREATE FUNCTION app.set_scope(issuer integer, partner integer, person integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
begin
  execute format('set local app.issuer_id = %L', coalesce(issuer::text, ''));
  execute format('set local app.partner_id = %L', coalesce(partner::text, ''));
  execute format('set local app.person_id = %L', coalesce(person::text, ''));
  execute 'set local app.gate = ''''';
end $$;
--> statement-breakpoint
-- Two doors beside the tenant's scope, each for what has no tenant yet: 'identity' (signing in) and 'system' (workers, health).
CREATE FUNCTION app.open_gate(gate text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
begin
  if gate not in ('identity', 'system') then
    raise exception 'There is no gate called %', gate;
  end if;
  execute 'set local app.issuer_id = ''''';
  execute format('set local app.gate = %L', gate);
end $$;
--> statement-breakpoint
-- Every table that carries an issuer_id shows and takes only the rows of the scope's issuer. Forced, so that it also
-- holds for an owner that is no superuser. Called again by each migration that adds a table.
CREATE FUNCTION app.protect_tenants() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
declare
  target regclass;
begin
  for target in
    select c.oid::regclass
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'issuer_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('bronze', 'silver', 'gold', 'app')
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant')
  loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
      'create policy tenant on %s using (issuer_id = nullif(current_setting(''app.issuer_id'', true), '''')::int)',
      target);
  end loop;
end $$;
--> statement-breakpoint
SELECT app.protect_tenants();
--> statement-breakpoint
ALTER TABLE app.issuer ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.issuer FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON app.issuer USING (
  id = nullif(current_setting('app.issuer_id', true), '')::int
  or current_setting('app.gate', true) in ('identity', 'system'));
--> statement-breakpoint
ALTER TABLE app.person ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.person FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.person USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
-- Members of one issuer see one another's names.
CREATE POLICY colleague ON app.person FOR SELECT USING (
  exists (select from app.membership m where m.person_id = person.id
    and m.issuer_id = nullif(current_setting('app.issuer_id', true), '')::int));
--> statement-breakpoint
ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.session FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.session USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
ALTER TABLE app.throttle ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.throttle FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.throttle USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
ALTER TABLE app.worker ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.worker FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.worker USING (current_setting('app.gate', true) = 'system');
--> statement-breakpoint
ALTER TABLE app.setting ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.setting FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY gate ON app.setting USING (current_setting('app.gate', true) in ('identity', 'system'));
--> statement-breakpoint
CREATE POLICY gate ON app.membership USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
CREATE POLICY gate ON app.invitation USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
CREATE POLICY gate ON app.api_key USING (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
CREATE POLICY gate ON app.audit_event FOR INSERT WITH CHECK (current_setting('app.gate', true) = 'identity');
--> statement-breakpoint
CREATE POLICY gate ON app.job_run USING (current_setting('app.gate', true) = 'system');
--> statement-breakpoint
CREATE POLICY gate ON app.import_batch FOR SELECT USING (current_setting('app.gate', true) = 'system');
--> statement-breakpoint
-- The one way facts go: a whole batch, within the scope's issuer. Rows it had taken up from earlier refusals are aside again.
CREATE FUNCTION app.erase_batch(batch integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
begin
  if tenant is null then
    raise exception 'A batch is erased only within its issuer''s scope';
  end if;
  delete from silver.card_transaction where batch_id = batch and issuer_id = tenant;
  delete from app.card_key k using silver.card c
    where k.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch
      and k.customer_id = c.customer_id and k.card_id = c.id;
  delete from silver.card where batch_id = batch and issuer_id = tenant;
  delete from app.customer_key k using silver.customer c
    where k.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch and k.customer_id = c.customer_id;
  delete from silver.customer where batch_id = batch and issuer_id = tenant;
  delete from silver.card_type where batch_id = batch and issuer_id = tenant;
  delete from silver.brand where batch_id = batch and issuer_id = tenant;
  delete from silver.merchant where batch_id = batch and issuer_id = tenant;
  delete from bronze.record where batch_id = batch and issuer_id = tenant;
  delete from bronze.refused_row where batch_id = batch and issuer_id = tenant;
  update bronze.refused_row set loaded_by_batch_id = null where loaded_by_batch_id = batch and issuer_id = tenant;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.erase_batch(integer) FROM public;
--> statement-breakpoint
-- What the application's role may do, table by table. It owns nothing; facts and the audit trail only grow.
GRANT USAGE ON SCHEMA bronze, silver, gold, app TO breakwater_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.erase_batch(integer), app.set_scope(integer, integer, integer), app.open_gate(text) TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON silver.customer, silver.card, silver.card_transaction TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON silver.card_summary, silver.brand, silver.merchant, silver.card_type TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA gold TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON bronze.record TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON bronze.file, bronze.file_chunk, bronze.refused_row TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON app.issuer, app.person, app.session, app.invitation, app.api_key, app.import_batch,
  app.job_run, app.setting TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON app.membership, app.throttle, app.worker, app.age_segment, app.saved_view,
  app.import_mapping TO breakwater_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON app.customer_key, app.card_key, app.audit_event TO breakwater_app;
--> statement-breakpoint
-- Every batch rewrites the summaries of the cards it touches; room on the page spares their indexes.
ALTER TABLE silver.card_summary SET (fillfactor = 70);
--> statement-breakpoint
-- Search in any script by parts of words. Without the extension the same search works, only slower.
DO $$
begin
  create extension if not exists pg_trgm;
  create index customer_search_idx on silver.customer using gin (search public.gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
  raise notice 'pg_trgm is not available: customer search reads the whole table';
end $$;

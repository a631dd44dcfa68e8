-- Besides a table that has grown, one in which the planner does not know the tenant at work misleads: a tenant's first
-- million rows are a tenth of a large table and are taken for one row, to which another million is joined one by one.
-- What somebody else is analysing or vacuuming is passed over: nobody waits for another tenant's load.
CREATE FUNCTION app.analyse(target regclass) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET client_min_messages = error AS $$
begin
  if (select relkind = 'r' and relnamespace::regnamespace::text in ('silver', 'gold', 'app') from pg_class where oid = target) then
    execute format('analyze (skip_locked) %s', target);
  end if;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.analyse(regclass) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.analyse(regclass) TO breakwater_app;
--> statement-breakpoint
-- As who calls it, so that the planner answers what it answers his queries, and counts what he sees. Who sees little has
-- no need of it, and must not have tables counted that are full of what another is only about to commit: they would pass
-- for empty, and each of the other's rows would be held against its foreign keys by the worst of the indexes.
DROP FUNCTION app.refresh_statistics();
--> statement-breakpoint
CREATE FUNCTION app.refresh_statistics(only_in text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog AS $$
declare
  target record;
  plan json;
  is_misled boolean;
  seen integer;
begin
  for target in
    select c.oid::regclass as name, pg_relation_size(c.oid) / 8192 > 1.2 * greatest(c.relpages, 0) + 8 as has_grown,
      exists (
        select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attname = 'issuer_id'
        where i.indrelid = c.oid and i.indkey[0] = a.attnum) as is_found_by_tenant
    from pg_class c
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('silver', 'gold', 'app')
      and (only_in is null or c.relnamespace::regnamespace::text = only_in)
      and pg_relation_size(c.oid) / 8192 > 8 and has_table_privilege(c.oid, 'select')
  loop
    is_misled := target.has_grown;
    if not is_misled and target.is_found_by_tenant then
      execute format('explain (format json) select from %s', target.name) into plan;
      is_misled := (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float < 100;
    end if;
    if is_misled then
      execute format('select count(*) from (select from %s limit 1000) r', target.name) into seen;
      if seen = 1000 then
        perform app.analyse(target.name);
      end if;
    end if;
  end loop;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.refresh_statistics(text) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.refresh_statistics(text) TO breakwater_app;

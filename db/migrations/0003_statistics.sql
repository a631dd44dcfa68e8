-- A table that has grown by a fifth since it was last analysed misleads the planner: after a first large load it still
-- looks empty, and the next batch would be joined to it row by row. The application's role may not analyse, this may.
CREATE FUNCTION app.refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  target regclass;
begin
  for target in
    select c.oid::regclass from pg_class c
    where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('silver', 'gold', 'app')
      and pg_relation_size(c.oid) / 8192 > 1.2 * greatest(c.relpages, 0) + 8
  loop
    execute format('analyze %s', target);
  end loop;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.refresh_statistics() FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.refresh_statistics() TO breakwater_app;

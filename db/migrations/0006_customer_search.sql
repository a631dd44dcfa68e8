SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- Row-level security lets an index answer only through operators that can leak nothing, and LIKE is not one of them. This
-- function may use the trigram index because it keeps the tenant apart itself. `patterns`: the most selective first.
CREATE FUNCTION app.search_customers(patterns text[], after_id text, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog SET plan_cache_mode = force_custom_plan AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
begin
  return query
    select c.customer_id from silver.customer c
    where c.issuer_id = tenant and c.source_id is not null and (after_id is null or c.source_id > after_id)
      and c.search like patterns[1] and (cardinality(patterns) < 2 or c.search like all (patterns))
    order by c.source_id limit most;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.search_customers(text[], text, integer) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.search_customers(text[], text, integer) TO breakwater_app;

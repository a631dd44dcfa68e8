SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- The age of a load counts from the last one: what was reloaded stood under the month in which the card had been sold.
LOCK TABLE silver.card_transaction IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
DO $$
declare
  tenant integer;
begin
  perform app.open_gate('system');
  for tenant in select id from app.issuer loop
    perform app.set_scope(tenant, null, null);
    delete from gold.aging where issuer_id = tenant and basis = 'load';
    insert into gold.aging
    select issuer_id, 'load', currency, date_trunc('month', greatest(sold_on, last_load_on))::date,
      coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'), count(*), sum(balance)
    from (select *, sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated as balance
      from silver.card_summary where issuer_id = tenant) s
    where balance <> 0 group by 1, 2, 3, 4, 5;
    perform app.open_gate('system');
  end loop;
  perform app.set_scope(null, null, null);
end $$;

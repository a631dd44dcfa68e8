SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- What owners did last, from the facts. In a transaction of its own: the one that added the columns kept readers out.
CREATE TEMP TABLE owner_date (customer_id bigint, card_id bigint, load_on date, enquiry_on date, opened_on date) ON COMMIT DROP;
--> statement-breakpoint
DO $$
declare
  tenant integer;
begin
  perform app.open_gate('system');
  for tenant in select id from app.issuer loop
    perform app.set_scope(tenant, null, null);
    insert into owner_date
      select t.customer_id, t.card_id,
        max(t.occurred_on) filter (where t.kind = 'reload' and not exists (
          select from silver.card_transaction v where v.customer_id = t.customer_id and v.card_id = t.card_id
            and v.kind = 'void' and v.corrects_id = t.id)),
        max(t.occurred_on) filter (where t.kind = 'enquiry'),
        max(t.occurred_on) filter (where t.kind = 'opened')
      from silver.card_transaction t
      where t.kind in ('reload', 'enquiry', 'opened')
      group by t.customer_id, t.card_id;
    perform app.open_gate('system');
  end loop;
  perform app.set_scope(null, null, null);
end $$;
--> statement-breakpoint
DO $$
declare
  tenant integer;
begin
  perform app.open_gate('system');
  for tenant in select id from app.issuer loop
    perform app.set_scope(tenant, null, null);
    update silver.card_summary s
      set last_load_on = d.load_on, last_enquiry_on = d.enquiry_on, last_opened_on = d.opened_on
      from owner_date d where s.customer_id = d.customer_id and s.card_id = d.card_id;
    perform app.open_gate('system');
  end loop;
  perform app.set_scope(null, null, null);
end $$;

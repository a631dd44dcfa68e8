SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- An enquiry or an opening that was taken back was none: of a use and of a load that has held all along.
LOCK TABLE silver.card_transaction IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
DO $$
declare
  tenant integer;
begin
  perform app.open_gate('system');
  for tenant in select id from app.issuer loop
    perform app.set_scope(tenant, null, null);
    update silver.card_summary s
    set last_enquiry_on = d.last_enquiry_on, opened_on = d.opened_on, last_opened_on = d.last_opened_on
    from (
      select t.customer_id, t.card_id,
        max(t.occurred_on) filter (where t.kind = 'enquiry' and v.id is null) as last_enquiry_on,
        min(t.occurred_on) filter (where t.kind = 'opened' and v.id is null) as opened_on,
        max(t.occurred_on) filter (where t.kind = 'opened' and v.id is null) as last_opened_on
      from (
        select distinct b.customer_id, b.card_id from silver.card_transaction b
        join silver.card_transaction k on k.customer_id = b.customer_id and k.id = b.corrects_id
        where b.issuer_id = tenant and b.kind = 'void' and k.kind in ('enquiry', 'opened')
      ) c
      join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.card_id
      left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id
        and v.kind = 'void' and v.corrects_id = t.id
      group by t.customer_id, t.card_id
    ) d
    where s.customer_id = d.customer_id and s.card_id = d.card_id;
    perform app.open_gate('system');
  end loop;
  perform app.set_scope(null, null, null);
end $$;

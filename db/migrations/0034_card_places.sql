SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
-- Of the cards that are there: what no file of their batch had a column for was the sale's to say.
DO $$
declare
  tenant integer;
begin
  perform app.open_gate('system');
  for tenant in select id from app.issuer loop
    perform app.set_scope(tenant, null, null);
    update silver.card c set
      merchant_by_sale = c.merchant_batch_id is not null or not m.has_merchant,
      day_by_sale = not m.has_day,
      card_valid_days = case when not m.has_day and not m.has_card_expiry then c.card_expires_on - c.sold_on end,
      funds_valid_days = case when not m.has_day and not m.has_funds_expiry
        and (not m.has_card_expiry or c.funds_expires_on is distinct from c.card_expires_on) then c.funds_expires_on - c.sold_on end
    from (
      select b.id, bool_or(n.told ? 'merchant') as has_merchant, bool_or(n.told ? 'soldOn') as has_day,
        bool_or(n.told ? 'expiresOn') as has_card_expiry, bool_or(n.told ? 'fundsExpireOn') as has_funds_expiry
      from app.import_batch b cross join lateral jsonb_array_elements(b.files) f
      cross join lateral (select (f -> 'part' -> 'columns') || coalesce(f -> 'part' -> 'constants', '{}') as told) n
      where b.issuer_id = tenant and b.source = 'import' and f ->> 'entity' = 'card' and n.told is not null
      group by b.id
    ) m
    where c.issuer_id = tenant and c.batch_id = m.id and (not m.has_day or not m.has_merchant or c.merchant_batch_id is not null);
    perform app.open_gate('system');
  end loop;
  perform app.set_scope(null, null, null);
end $$;
--> statement-breakpoint
-- A card of which no file says where or when it was sold is placed by its earliest sale that stands; where all are taken back,
-- by the earliest of all. Called before a batch's facts are folded, and before they are erased as if they were gone. Without a batch
-- all cards are asked. Gives back where the cards that have moved were before: sums have to follow.
DROP FUNCTION app.place_cards(integer);
--> statement-breakpoint
CREATE FUNCTION app.place_cards(batch integer, is_leaving boolean)
RETURNS TABLE (customer_id bigint, card_id bigint, merchant_id integer, sold_on date, card_expires_on date, funds_expires_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
begin
  if tenant is null then
    raise exception 'Cards are placed only within their issuer''s scope';
  end if;
  return query
  with asked as (
    -- Cards that were there before, and of those that came along the ones whose only sale does not say where they stand already.
    select c.customer_id, c.id as card_id
    from silver.card_transaction t
    join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
    join silver.card_type y on y.id = c.card_type_id
    where t.issuer_id = tenant and t.batch_id = batch and t.counts_as = 'sale' and (c.day_by_sale or c.merchant_by_sale)
      and (c.batch_id <> batch or not is_leaving and (t.kind = 'void' or (c.day_by_sale and c.sold_on <> t.occurred_on)
        or (c.merchant_by_sale and c.merchant_id is distinct from coalesce(t.merchant_id, y.merchant_id))))
    union
    -- Their sale was kept aside.
    select c.customer_id, c.id from silver.card c
    where c.issuer_id = tenant and c.batch_id = batch and not is_leaving and c.merchant_by_sale and c.merchant_id is not null
      and not exists (
        select from silver.card_transaction t
        where t.customer_id = c.customer_id and t.card_id = c.id and t.batch_id = batch and t.kind = 'sale')
    union
    select c.customer_id, c.id from silver.card c
    where batch is null and c.issuer_id = tenant and (c.day_by_sale or c.merchant_by_sale)
  ), sale as (
    select distinct on (t.customer_id, t.card_id) t.customer_id, t.card_id, t.occurred_on, t.merchant_id
    from asked a
    join silver.card_transaction t on t.customer_id = a.customer_id and t.card_id = a.card_id
    left join silver.card_transaction v on v.customer_id = t.customer_id and v.card_id = t.card_id and v.corrects_id = t.id
      and v.kind = 'void' and not (is_leaving and v.batch_id = batch)
    where t.kind = 'sale' and not (is_leaving and t.batch_id = batch)
    order by t.customer_id, t.card_id, v.id is not null, t.occurred_at, t.source_id
  ), place as (
    select o.customer_id, o.id as card_id, o.merchant_id, o.sold_on, o.card_expires_on, o.funds_expires_on,
      case when o.merchant_by_sale then case when s.card_id is not null then coalesce(s.merchant_id, y.merchant_id) end
        else o.merchant_id end as new_merchant_id, d.sold_on as new_sold_on,
      coalesce(d.sold_on + o.card_valid_days, o.card_expires_on) as new_card_expires_on,
      coalesce(d.sold_on + o.funds_valid_days, o.funds_expires_on) as new_funds_expires_on
    from asked a
    join silver.card o on o.customer_id = a.customer_id and o.id = a.card_id
    join silver.card_type y on y.id = o.card_type_id
    left join sale s on s.customer_id = a.customer_id and s.card_id = a.card_id
    cross join lateral (select case when o.day_by_sale then coalesce(s.occurred_on, o.sold_on) else o.sold_on end as sold_on) d
  )
  update silver.card c set merchant_id = p.new_merchant_id, sold_on = p.new_sold_on, card_expires_on = p.new_card_expires_on,
    funds_expires_on = p.new_funds_expires_on
  from place p
  where c.issuer_id = tenant and c.customer_id = p.customer_id and c.id = p.card_id
    and (p.merchant_id, p.sold_on, p.card_expires_on, p.funds_expires_on)
      is distinct from (p.new_merchant_id, p.new_sold_on, p.new_card_expires_on, p.new_funds_expires_on)
  returning p.customer_id, p.card_id, p.merchant_id, p.sold_on, p.card_expires_on, p.funds_expires_on;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.place_cards(integer, boolean) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.place_cards(integer, boolean) TO breakwater_app;
--> statement-breakpoint
-- The cards that it had placed have been placed anew by now.
CREATE OR REPLACE FUNCTION app.erase_batch(batch integer) RETURNS void
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
  delete from silver.card_score s using silver.card c
    where s.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch
      and s.customer_id = c.customer_id and s.card_id = c.id;
  delete from silver.card where batch_id = batch and issuer_id = tenant;
  delete from app.customer_key k using silver.customer c
    where k.issuer_id = tenant and c.issuer_id = tenant and c.batch_id = batch and k.customer_id = c.customer_id;
  delete from silver.customer where batch_id = batch and issuer_id = tenant;
  delete from silver.card_type where batch_id = batch and issuer_id = tenant;
  delete from silver.brand where batch_id = batch and issuer_id = tenant;
  delete from silver.merchant where batch_id = batch and issuer_id = tenant;
  delete from bronze.refused_row where batch_id = batch and issuer_id = tenant;
  update bronze.refused_row set loaded_by_batch_id = null where loaded_by_batch_id = batch and issuer_id = tenant;
end $$;

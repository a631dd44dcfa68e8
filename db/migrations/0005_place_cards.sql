SET LOCAL citus.multi_shard_modify_mode = 'sequential';
--> statement-breakpoint
ALTER TABLE "silver"."card" ADD COLUMN "merchant_batch_id" integer;
--> statement-breakpoint
-- Files seldom say on the card where it was sold; its first sale does, and may come with a later batch. Called before
-- that batch's facts are folded, so that every rollup sees the card as it stays. Withdrawal takes it back.
CREATE FUNCTION app.place_cards(batch integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
  placed integer;
begin
  if tenant is null then
    raise exception 'Cards are placed only within their issuer''s scope';
  end if;
  update silver.card c set merchant_id = f.merchant_id, merchant_batch_id = batch
  from (
    select distinct on (t.customer_id, t.card_id) t.customer_id, t.card_id, coalesce(t.merchant_id, y.merchant_id) as merchant_id
    from silver.card_transaction t
    join silver.card o on o.customer_id = t.customer_id and o.id = t.card_id
    join silver.card_summary s on s.customer_id = t.customer_id and s.card_id = t.card_id
    join silver.card_type y on y.id = o.card_type_id
    where t.issuer_id = tenant and t.batch_id = batch and t.kind = 'sale' and o.merchant_id is null and s.last_event_at is null
    order by t.customer_id, t.card_id, t.occurred_at, t.source_id
  ) f
  where c.issuer_id = tenant and c.customer_id = f.customer_id and c.id = f.card_id and f.merchant_id is not null;
  get diagnostics placed = row_count;
  update silver.card_summary s set merchant_id = c.merchant_id from silver.card c
  where c.issuer_id = tenant and c.merchant_batch_id = batch and s.customer_id = c.customer_id and s.card_id = c.id;
  return placed;
end $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.place_cards(integer) FROM public;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.place_cards(integer) TO breakwater_app;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.erase_batch(batch integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
declare
  tenant integer := nullif(current_setting('app.issuer_id', true), '')::int;
begin
  if tenant is null then
    raise exception 'A batch is erased only within its issuer''s scope';
  end if;
  delete from silver.card_transaction where batch_id = batch and issuer_id = tenant;
  update silver.card_summary s set merchant_id = null from silver.card c
    where c.issuer_id = tenant and c.merchant_batch_id = batch and s.customer_id = c.customer_id and s.card_id = c.id;
  update silver.card set merchant_id = null, merchant_batch_id = null where issuer_id = tenant and merchant_batch_id = batch;
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
-- Files lie in the database as they came; squeezing each piece costs more time than the room it saves.
ALTER TABLE bronze.file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

import type { Tx } from "@/db/client";
import type { Entity } from "../constants";
import type { LoadScope } from "../plan";
import { groupedIn } from "../row/three-places";
import { type Difference, differencesText, momentText, moneyText, unsigned } from "./difference";
import { areFew, leftJoin } from "./few";
import { refuseOverdrafts } from "./overdrafts";
import { codeOf, inserted, type Landed, orphan, setRepeatedAside } from "./programme";
import { refuseFaulty, settleTwins } from "./refuse";
import { id, run, signDiffers, unitOf } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number; readonly recordedAt: string };

const ENTITY: Entity = "card_transaction";
const fields = [
  "card",
  "customer",
  "card_type",
  "merchant",
  "kind",
  "amount",
  "occurred_at",
  "currency",
  "purchase_total",
  "corrects",
];

/** Facts of the batch: checked against cards, against one another and against what is stored, then added in one go. */
export async function loadTransactions(tx: Tx, { scope, batchId, recordedAt }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, ENTITY, "id", fields);
  const staged = await countStaged(tx);
  const few = await areFew(tx, staged, "silver.card_summary");
  await prepareFacts(tx, issuer, few);
  await refuseFaulty(tx, ENTITY, "fact_in s", [
    orphan("card", "Card", "s.card_id is null", "s.card"),
    orphan("merchant", "Merchant", "s.merchant is not null and s.merchant_id is null", "s.merchant"),
    {
      when: "s.holder_id is distinct from s.customer_id and s.customer is not null",
      field: "customer",
      code: "holder-differs",
      reason: "format('Card %s is not held by customer %s.', s.card, s.customer)",
    },
    {
      when: "s.card_type is not null and s.card_type <> s.type_code",
      field: "cardType",
      code: "type-differs",
      reason: "format('Card %s is of type %s, not %s.', s.card, s.type_code, s.card_type)",
    },
    {
      when: "length(s.currency) = 3 and s.currency <> s.type_currency",
      field: "currency",
      code: "currency-differs",
      reason: "format('The amount is in %s, but the card in %s.', s.currency, s.type_currency)",
    },
    {
      when: signDiffers("s.currency", "s.type_currency"),
      field: "amount",
      code: "currency-differs",
      reason: "format('The amount is in %s, but the card in %s.', s.currency, s.type_currency)",
    },
    {
      when: "s.amount % s.unit <> 0",
      field: "amount",
      code: "amount-precision",
      reason: "format('Amount has more decimals than %s has.', s.type_currency)",
    },
    groupedIn("amount", "Amount", "s.currency", "s.type_currency"),
    groupedIn("purchaseTotal", "Whole purchase", "s.currency", "s.type_currency"),
    {
      when: "s.purchase_total % s.unit <> 0",
      field: "purchaseTotal",
      code: "amount-precision",
      reason: "format('Whole purchase has more decimals than %s has.', s.type_currency)",
    },
  ]);
  await refuseKnown(tx, issuer, await areFew(tx, staged, "silver.card_transaction"));
  await keepStaged(tx);
  await prepareVoids(tx, issuer);
  // A void whose original is refused falls with it, and that may change what its card holds.
  for (let again = true; again; ) {
    again = await refuseOverdrafts(tx, few);
    await keepStaged(tx);
    if ((await refuseLeftVoids(tx, issuer)) > 0) again = true;
  }
  const columns = `customer_id, card_id, issuer_id, source_id, kind, counts_as, amount, purchase_total, merchant_id,
    occurred_at, occurred_on, booked_on, recorded_at, batch_id`;
  const landed = await inserted(
    tx,
    `insert into silver.card_transaction (${columns})
     select s.customer_id, s.card_id, ${issuer}, s.id, s.kind, s.kind, s.amount / s.unit, s.purchase_total / s.unit, s.merchant_id,
       s.occurred_at, s.occurred_on, s.occurred_on, '${recordedAt}', ${id(batchId)}
     from fact_in s where s.kind <> 'void' order by s.customer_id, s.card_id, s.occurred_at`,
  );
  const voids = await inserted(
    tx,
    `insert into silver.card_transaction (${columns}, corrects_id)
     select s.customer_id, s.card_id, ${issuer}, s.id, 'void', o.counts_as, -o.amount, o.purchase_total, o.merchant_id,
       s.occurred_at, o.occurred_on, s.occurred_on, '${recordedAt}', ${id(batchId)}, o.id
     from void_in s cross join lateral (
       select * from silver.card_transaction o where o.customer_id = s.customer_id and o.source_id = s.corrects offset 0
     ) o
     order by s.customer_id, s.card_id, s.occurred_at`,
  );
  return { new: landed.new + voids.new };
}

async function countStaged(tx: Tx): Promise<number> {
  const [staged] = await run<{ rows: number }>(tx, "select count(*)::int as rows from stage_card_transaction");
  return staged?.rows ?? 0;
}

/** Staged events with the cards, types and merchants they name, read once. The session's zone is the issuer's. */
async function prepareFacts(tx: Tx, issuer: number, few: boolean): Promise<void> {
  const [named] = await run<{ holders: boolean }>(
    tx,
    "select exists (select from stage_card_transaction where customer is not null) as holders",
  );
  await run(
    tx,
    `create temp table fact_in on commit drop as
     select s.*, k.customer_id, k.card_id, m.id as merchant_id, y.code as type_code,
       c.card_expires_on, c.funds_expires_on, y.currency as type_currency, ${unitOf("y.currency")} as unit, s.occurred_at::date as occurred_on,
       ${named?.holders ? "h.customer_id" : "null::bigint"} as holder_id
     from stage_card_transaction s
     ${leftJoin(few, "app.card_key", "k", `k.issuer_id = ${issuer} and k.source_id = s.card`)}
     ${leftJoin(few, "silver.card", "c", "c.customer_id = k.customer_id and c.id = k.card_id")}
     left join silver.card_type y on y.id = c.card_type_id
     left join silver.merchant m on m.issuer_id = ${issuer} and m.code = s.merchant
     ${named?.holders ? `left join app.customer_key h on h.issuer_id = ${issuer} and h.source_id = s.customer` : ""}`,
  );
  await run(tx, "analyze fact_in (id, customer_id, card_id)");
}

/** A staged event beside the one that is there; of a void all but its day follows from what it takes back. */
const differences: readonly Difference[] = [
  {
    field: "card",
    staged: "s.card_id",
    stored: "s.x_card_id",
    here: "s.card",
    there: "select c.source_id from silver.card c where c.customer_id = s.x_customer_id and c.id = s.x_card_id",
  },
  { field: "kind", staged: "s.kind", stored: "s.x_kind" },
  {
    field: "amount",
    staged: "case when s.kind = 'void' or s.x_kind = 'void' then abs(s.amount) else s.amount end",
    stored: "case when s.kind = 'void' or s.x_kind = 'void' then abs(s.x_amount) else s.x_amount end",
    here: moneyText(unsigned("s.amount", "s.x_amount"), "s.unit"),
    there: moneyText(unsigned("s.x_amount", "s.amount"), "s.unit"),
  },
  {
    field: "occurredAt",
    staged: "s.occurred_at",
    stored: "s.x_occurred_at",
    here: momentText("s.occurred_at"),
    there: momentText("s.x_occurred_at"),
  },
  {
    field: "merchant",
    staged: "case when s.kind <> 'void' then s.merchant_id end",
    stored: "s.x_merchant_id",
    here: "s.merchant",
    there: codeOf("merchant", "s.x_merchant_id"),
  },
  {
    field: "purchaseTotal",
    staged: "case when s.kind <> 'void' then s.purchase_total end",
    stored: "s.x_purchase_total",
    here: moneyText("s.purchase_total", "s.unit"),
    there: moneyText("s.x_purchase_total", "s.unit"),
  },
  {
    field: "corrects",
    staged: "case when s.kind = 'void' then s.corrects end",
    stored:
      "(select o.source_id from silver.card_transaction o where o.customer_id = s.x_customer_id and o.card_id = s.x_card_id and o.id = s.x_corrects_id)",
  },
];

/**
 * What is stored under the same id is either the same, and counts once, or another fact, and is refused. A few rows
 * are looked up among many facts; many are joined with them.
 */
async function refuseKnown(tx: Tx, issuer: number, few: boolean): Promise<void> {
  const facts = "select x.* from silver.card_transaction x";
  const match = `x.issuer_id = ${issuer} and x.source_id = f.id`;
  const lookedUp = `cross join lateral (${facts} where ${match} offset 0) x`;
  await run(
    tx,
    `create temp table known_fact on commit drop as
     select f.file_no, f.line, f.refused_id, x.batch_id,
       (x.card_id <> f.card_id or x.kind <> f.kind or x.occurred_at <> f.occurred_at
         or abs(f.amount / f.unit) <> abs(x.amount) or (f.kind <> 'void' and f.amount / f.unit <> x.amount)
         or (f.kind <> 'void' and f.merchant_id is not null and f.merchant_id is distinct from x.merchant_id)
         or (f.kind = 'void' and not exists (select from silver.card_transaction o
           where o.customer_id = x.customer_id and o.card_id = x.card_id and o.id = x.corrects_id and o.source_id = f.corrects))
         or (f.kind <> 'void' and f.purchase_total is not null and f.purchase_total / f.unit is distinct from x.purchase_total)
       ) is true as differs
     from fact_in f ${few ? lookedUp : `join silver.card_transaction x on ${match}`}`,
  );
  // Of the rows that say another thing, which are few, what both say is read once more, to be named.
  const others = `(
    select f.file_no, f.line, f.refused_id, f.id, f.card, f.card_id, f.kind, f.occurred_at, f.amount / f.unit as amount,
      f.merchant, f.merchant_id, f.purchase_total / f.unit as purchase_total, f.corrects, f.unit, x.customer_id as x_customer_id,
      x.card_id as x_card_id, x.kind as x_kind, x.occurred_at as x_occurred_at, x.amount as x_amount,
      x.merchant_id as x_merchant_id, x.purchase_total as x_purchase_total, x.corrects_id as x_corrects_id
    from known_fact k
    join fact_in f on f.file_no = k.file_no and f.line = k.line and f.refused_id is not distinct from k.refused_id
    ${lookedUp} where k.differs) s`;
  await refuseFaulty(tx, ENTITY, others, [
    {
      when: "true",
      field: "id",
      code: "content-differs",
      reason: `format('Transaction %s is already there with other content: %s. What has happened is corrected by a void or an adjustment.', s.id, ${differencesText(ENTITY, differences)})`,
    },
  ]);
  await setRepeatedAside(
    tx,
    ENTITY,
    "known_fact x where not x.differs and x.file_no = s.file_no and x.line = s.line and x.refused_id is not distinct from s.refused_id",
  );
  await run(tx, "drop table known_fact");
}

/** `fact_in` holds what is still staged. */
async function keepStaged(tx: Tx): Promise<void> {
  const [left] = await run<{ differ: boolean }>(
    tx,
    "select (select count(*) from fact_in) <> (select count(*) from stage_card_transaction) as differ",
  );
  if (!left?.differ) return;
  await run(
    tx,
    `delete from fact_in f where not exists (select from stage_card_transaction s
       where s.file_no = f.file_no and s.line = f.line and s.refused_id is not distinct from f.refused_id)`,
  );
  await run(tx, "analyze fact_in (id, customer_id, card_id)");
}

/** A void takes back one event of the same card, whole, and once. Its original may be stored or come with this load. */
async function prepareVoids(tx: Tx, issuer: number): Promise<void> {
  await run(
    tx,
    `create temp table void_in on commit drop as
     select s.*, coalesce(o.kind, n.kind) as voided_kind, coalesce(o.amount, n.amount / n.unit) as voided_amount,
       coalesce(o.card_id, n.card_id) as voided_card_id, coalesce(o.occurred_at, n.occurred_at) as voided_at,
       (v.id is not null or row_number() over (partition by s.corrects, coalesce(o.card_id, n.card_id) = s.card_id order by s.file_no, s.line, s.refused_id) > 1) as again
     from fact_in s
     left join lateral (select * from silver.card_transaction o where o.issuer_id = ${issuer} and o.source_id = s.corrects offset 0) o on true
     left join lateral (
       select v.id from silver.card_transaction v
       where v.customer_id = o.customer_id and v.card_id = o.card_id and v.corrects_id = o.id and v.kind = 'void' limit 1
     ) v on true
     left join fact_in n on n.id = s.corrects
     where s.kind = 'void'`,
  );
  await refuseFaulty(tx, ENTITY, "void_in s", [
    orphan("corrects", "Transaction", "s.voided_kind is null", "s.corrects"),
    {
      when: "s.voided_kind = 'void'",
      field: "corrects",
      code: "void",
      reason: "format('Transaction %s is itself a void and cannot be taken back.', s.corrects)",
    },
    {
      when: "s.voided_card_id <> s.card_id",
      field: "corrects",
      code: "void",
      reason: "format('Transaction %s belongs to another card.', s.corrects)",
    },
    {
      when: "s.again",
      field: "corrects",
      code: "void",
      reason: "format('Transaction %s has already been taken back.', s.corrects)",
    },
    {
      when: "s.amount is not null and abs(s.amount / s.unit) <> abs(s.voided_amount)",
      field: "amount",
      code: "void",
      reason: "format('Amount differs from that of transaction %s, which it takes back.', s.corrects)",
    },
    {
      when: "s.occurred_at < s.voided_at",
      field: "occurredAt",
      code: "void",
      reason: "format('The void lies before transaction %s, which it takes back.', s.corrects)",
    },
  ]);
  await keepStaged(tx);
  await keepVoids(tx);
  await run(
    tx,
    `update fact_in f set amount = -v.voided_amount * f.unit from void_in v
     where v.file_no = f.file_no and v.line = f.line and v.refused_id is not distinct from f.refused_id`,
  );
}

const keepVoids = (tx: Tx) =>
  run(
    tx,
    `delete from void_in v where not exists (select from fact_in s
    where s.file_no = v.file_no and s.line = v.line and s.refused_id is not distinct from v.refused_id)`,
  );

async function refuseLeftVoids(tx: Tx, issuer: number): Promise<number> {
  await keepVoids(tx);
  const left = await refuseFaulty(tx, ENTITY, "void_in s", [
    orphan(
      "corrects",
      "Transaction",
      `not exists (select from fact_in n where n.id = s.corrects and n.kind <> 'void')
       and (select count(*) from silver.card_transaction o where o.issuer_id = ${issuer} and o.source_id = s.corrects) = 0`,
      "s.corrects",
    ),
  ]);
  if (left === 0) return 0;
  await keepStaged(tx);
  await keepVoids(tx);
  return left;
}

import type { Tx } from "@/db/client";
import type { LoadScope } from "../plan";
import { groupedIn } from "../row/three-places";
import { type Difference, differencesText, differs, moneyText } from "./difference";
import { codeOf, inserted, type Landed, orphan, setRepeatedAside } from "./programme";
import { refuseFaulty, settleTwins } from "./refuse";
import { id, run, signDiffers, unitOf } from "./staging";

type Batch = { readonly scope: LoadScope; readonly batchId: number; readonly recordedAt: string };

const UNIT = unitOf("y.currency");
const cardFields = [
  "card_type",
  "customer",
  "face_value",
  "sold_on",
  "expires_on",
  "funds_expire_on",
  "escheat_on",
  "merchant",
];

/** A staged card beside the one that is there. */
const differences: readonly Difference[] = [
  {
    field: "cardType",
    staged: "s.type_id",
    stored: "x.card_type_id",
    here: "s.card_type",
    there: codeOf("card_type", "x.card_type_id"),
  },
  {
    field: "customer",
    staged: "s.holder_id",
    stored: "x.customer_id",
    here: "s.customer",
    there: "select h.source_id from silver.customer h where h.customer_id = x.customer_id",
  },
  {
    field: "faceValue",
    staged: "s.face_value / s.unit",
    stored: "x.face_value",
    here: moneyText("s.face_value / s.unit", "s.unit"),
    there: moneyText("x.face_value", "s.unit"),
  },
  { field: "soldOn", staged: "s.sold_on", stored: "x.sold_on" },
  { field: "expiresOn", staged: "s.expires_on", stored: "x.card_expires_on" },
  { field: "fundsExpireOn", staged: "s.funds_expire_on", stored: "x.funds_expires_on" },
  { field: "escheatOn", staged: "s.escheat_on", stored: "x.escheat_on" },
  {
    field: "merchant",
    staged: "s.named_merchant_id",
    stored: "x.merchant_id",
    here: "s.merchant",
    there: codeOf("merchant", "x.merchant_id"),
  },
];

export async function loadCards(tx: Tx, { scope, batchId, recordedAt }: Batch): Promise<Landed> {
  const issuer = id(scope.issuerId);
  await settleTwins(tx, "card", "id", cardFields);
  await prepareCards(tx, issuer);
  const known = `card_in s
    left join app.card_key k on k.issuer_id = ${issuer} and k.source_id = s.id
    left join silver.card x on x.customer_id = k.customer_id and x.id = k.card_id`;
  await refuseFaulty(tx, "card", known, [
    orphan("cardType", "Card type", "s.type_id is null", "s.card_type"),
    orphan("customer", "Holder", "s.customer is not null and s.holder_id is null", "s.customer"),
    orphan("merchant", "Merchant", "s.merchant is not null and s.merchant_id is null", "s.merchant"),
    {
      when: "length(s.currency) = 3 and s.currency <> s.type_currency",
      field: "currency",
      code: "currency-differs",
      reason: "format('The card is in %s, but its type in %s.', s.currency, s.type_currency)",
    },
    {
      when: signDiffers("s.currency", "s.type_currency"),
      field: "faceValue",
      code: "currency-differs",
      reason: "format('Face value is in %s, but the type in %s.', s.currency, s.type_currency)",
    },
    {
      when: "s.face_value % s.unit <> 0",
      field: "faceValue",
      code: "amount-precision",
      reason: "format('Face value has more decimals than %s has.', s.type_currency)",
    },
    groupedIn("faceValue", "Face value", "s.currency", "s.type_currency"),
    {
      when: "s.sold is null and x.id is null",
      field: "soldOn",
      code: "no-sale",
      reason:
        "format('When card %s was sold is not said, and no sale of it is known. It is tried again when more arrives.', s.id)",
      retry: true,
    },
    {
      when: "s.card_ends < s.sold and x.id is null",
      field: "expiresOn",
      code: "date-implausible",
      reason: "format('The card expires on %s, before it was sold on %s.', s.card_ends, s.sold)",
    },
    {
      when: `x.id is not null and (${differs(differences)})`,
      field: "id",
      code: "content-differs",
      reason: `format('Card %s is already there with other content: %s. No file changes a card. If this row is right, withdraw batch %s, which brought the card, and load this file in its place; if it is not, dismiss the row.', s.id, ${differencesText("card", differences)}, x.batch_id)`,
    },
  ]);
  await setRepeatedAside(
    tx,
    "card",
    `app.card_key k join silver.card x on x.customer_id = k.customer_id and x.id = k.card_id
     where k.issuer_id = ${issuer} and k.source_id = s.id`,
  );
  await run(
    tx,
    "delete from card_in c where not exists (select 1 from stage_card s where s.file_no = c.file_no and s.line = c.line and s.refused_id is not distinct from c.refused_id)",
  );
  await makeAnonymousHolders(tx, issuer, batchId);
  const landed = await inserted(
    tx,
    `insert into silver.card (customer_id, issuer_id, source_id, card_type_id, merchant_id, jurisdiction, birth_year, face_value,
       sold_on, card_expires_on, funds_expires_on, escheat_on, merchant_by_sale, day_by_sale, card_valid_days, funds_valid_days,
       batch_id, recorded_at)
     select s.holder_id, ${issuer}, s.id, s.type_id, s.merchant_id, coalesce(h.jurisdiction, 'unknown'),
       coalesce(extract(year from h.born_on)::smallint, 0), s.face_value / s.unit, s.sold, s.card_ends,
       coalesce(s.funds_expire_on, case when s.type_funds_expire then coalesce(s.sold + s.funds_validity_days, s.card_ends) end),
       s.escheat_on, s.merchant is null, s.sold_on is null,
       case when s.sold_on is null and s.expires_on is null then s.valid_days end,
       case when s.sold_on is null and s.funds_expire_on is null and s.type_funds_expire
         then coalesce(s.funds_validity_days, case when s.expires_on is null then s.valid_days end) end,
       ${id(batchId)}, '${recordedAt}'
     from card_in s join silver.customer h on h.customer_id = s.holder_id
     order by s.holder_id`,
  );
  if (landed.new > 0) {
    await run(
      tx,
      `insert into app.card_key (issuer_id, source_id, customer_id, card_id)
       select issuer_id, source_id, customer_id, id from silver.card where issuer_id = ${issuer} and batch_id = ${id(batchId)}`,
    );
  }
  return landed;
}

/**
 * Staged cards with what they refer to. When a card does not say where or when it was sold, its first sale among the
 * rows of this load says so; a sale without a merchant means the one that issues the type. Where another sale turns out to
 * count, now or later, the card is placed anew (`lib/rollups/places.ts`).
 */
async function prepareCards(tx: Tx, issuer: number): Promise<void> {
  await run(
    tx,
    `create temp table card_in on commit drop as
     select s.*, y.id as type_id, y.currency as type_currency, y.funds_expire as type_funds_expire, y.funds_validity_days,
       case when y.has_expiry is not false then y.validity_days end as valid_days, ${UNIT} as unit,
       k.customer_id as holder_id, m.id as named_merchant_id, coalesce(m.id, case when f.card is not null then coalesce(sm.id, y.merchant_id) end) as merchant_id,
       coalesce(s.sold_on, f.on_day) as sold,
       coalesce(s.expires_on, case when y.has_expiry is not false then coalesce(s.sold_on, f.on_day) + y.validity_days end) as card_ends
     from stage_card s
     left join silver.card_type y on y.issuer_id = ${issuer} and y.code = s.card_type
     left join app.customer_key k on k.issuer_id = ${issuer} and k.source_id = s.customer
     left join silver.merchant m on m.issuer_id = ${issuer} and m.code = s.merchant
     left join (
       select distinct on (card) card, merchant, occurred_at::date as on_day from stage_card_transaction
       where kind = 'sale' and card in (select id from stage_card where merchant is null or sold_on is null)
       order by card, occurred_at, id
     ) f on f.card = s.id
     left join silver.merchant sm on sm.issuer_id = ${issuer} and sm.code = f.merchant`,
  );
  await run(tx, "analyze card_in");
}

/** Every card has a holder: one whose holder nobody named gets a row of its own, without contact. */
async function makeAnonymousHolders(tx: Tx, issuer: number, batchId: number): Promise<void> {
  await run(
    tx,
    `with made as (
       insert into silver.customer (issuer_id, search, batch_id)
       select ${issuer}, lower(id), ${id(batchId)} from card_in where customer is null
       returning customer_id
     ),
     numbered as (select customer_id, row_number() over (order by customer_id) as n from made),
     waiting as (select ctid as at, row_number() over (order by file_no, line, refused_id) as n from card_in where customer is null)
     update card_in c set holder_id = d.customer_id from waiting w join numbered d using (n) where c.ctid = w.at`,
  );
}

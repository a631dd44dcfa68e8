import type { Tx } from "@/db/client";
import { toDecimal } from "@/lib/money";
import type { Notice } from "../plan";
import type { FileReading } from "./aside";
import { run } from "./staging";

type Look = { entity: FileReading["file"]["part"]["entity"]; ask: string };

/** True or not, worth a look before someone writes to these people: nothing here keeps a row back. */
const looks: readonly Look[] = [
  {
    entity: "customer",
    // The address only as far as its owner knows it again: notices are read by people who may not read customers.
    ask: `select format('%s customers have the one e-mail address %s.', count(*),
        regexp_replace(lower(email), '^(.).*@', '\\1…@')) as text from stage_customer
      where email is not null group by lower(email) having count(*) >= 3 order by count(*) desc, lower(email) limit 5`,
  },
  {
    entity: "customer",
    ask: `select format('The post code %s stands with %s different cities.', zip, count(distinct lower(city))) as text from stage_customer
      where zip is not null group by zip having count(distinct lower(city)) >= 3 order by count(distinct lower(city)) desc, zip limit 5`,
  },
  {
    entity: "card",
    ask: `select format('%s cards have an expiry date although the funds of their type never expire: what is left on them is owed on.', count(*)) as text
      from stage_card s join card_in c on c.file_no = s.file_no and c.line = s.line and c.refused_id is not distinct from s.refused_id
      where c.card_ends is not null and c.type_funds_expire is false having count(*) > 0`,
  },
  {
    entity: "card_type",
    ask: `select format('%s card types carry no brand; they show as unknown.', count(*)) as text from stage_card_type where brand is null having count(*) > 0`,
  },
  {
    entity: "card_type",
    ask: `select format('%s card types do not say whether they are physical or digital; their medium shows as unknown.', count(*)) as text
      from stage_card_type where medium is null having count(*) > 0`,
  },
  {
    entity: "customer",
    ask: `select format('%s customers have no state or country; their jurisdiction shows as unknown.', count(*)) as text
      from stage_customer where state is null and country is null having count(*) > 0`,
  },
];

export async function findOddities(tx: Tx, readings: readonly FileReading[]): Promise<Notice[]> {
  const [there] = await run<{ cards: boolean; facts: boolean }>(
    tx,
    "select to_regclass('pg_temp.card_in') is not null as cards, to_regclass('pg_temp.fact_in') is not null as facts",
  );
  const notices: Notice[] = [];
  const fileOf = (entity: Look["entity"]) => readings.find((reading) => reading.file.part.entity === entity)?.file.name;
  for (const { entity, ask } of looks) {
    const file = fileOf(entity);
    if (file === undefined || (entity === "card" && !there?.cards)) continue;
    for (const { text } of await run<{ text: string }>(tx, ask)) notices.push({ file, text });
  }
  const [cards, facts] = [fileOf("card"), fileOf("card_transaction")];
  if (cards !== undefined && there?.cards) {
    for (const text of await cardsWithoutSale(tx, there.facts)) notices.push({ file: cards, text });
  }
  if (facts !== undefined && there?.facts) {
    for (const text of await lateRedemptions(tx)) notices.push({ file: facts, text });
  }
  return notices;
}

/** New cards that are in no figure, because a card counts from its sale on. */
async function cardsWithoutSale(tx: Tx, hasFacts: boolean): Promise<string[]> {
  const sold = hasFacts ? "where not exists (select from fact_in f where f.card = c.id and f.kind = 'sale')" : "";
  const [found] = await run<{ n: number }>(tx, `select count(*)::int as n from card_in c ${sold}`);
  const n = found?.n ?? 0;
  if (n === 0) return [];
  return [
    n === 1
      ? "One card has no sale yet: it counts nowhere until that arrives."
      : `${n} cards have no sale yet: they count nowhere until those arrive.`,
  ];
}

type Late = { currency: string; after_funds: boolean; n: number; amount: string; days: number };

/** Loaded, because somebody has honoured them; said, because value that had lapsed is then lapsed no more. */
async function lateRedemptions(tx: Tx): Promise<string[]> {
  const late = await run<Late>(
    tx,
    `select f.type_currency as currency, f.occurred_on > f.funds_expires_on is true as after_funds, count(*)::int as n,
       sum(-f.amount / f.unit)::text as amount,
       max(f.occurred_on - case when f.occurred_on > f.funds_expires_on then f.funds_expires_on else f.card_expires_on end) as days
     from fact_in f
     where f.kind = 'redemption' and (f.occurred_on > f.funds_expires_on or f.occurred_on > f.card_expires_on)
       and not exists (select from fact_in v where v.kind = 'void' and v.corrects = f.id)
     group by 1, 2 order by 2 desc, 1`,
  );
  return late.map(({ currency, after_funds, n, amount, days }) => {
    const what = `${n === 1 ? "One redemption" : `${n} redemptions`} of ${toDecimal(BigInt(amount), currency)} ${currency}${n === 1 ? "" : " in all"} came`;
    const when = `${n === 1 ? "" : "up to "}${days} ${days === 1 ? "day" : "days"} after`;
    return after_funds
      ? `${what} ${when} the funds had expired: so much less has lapsed, in the period of the redemption.`
      : `${what} ${when} the card had expired, its funds not.`;
  });
}

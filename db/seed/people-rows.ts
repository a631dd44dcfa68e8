import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { peopleFor } from "./card-rows";
import { draw, pick } from "./draw";
import { cities, countries, cyrillic, japanese, latin, states, stateZones, streets } from "./people";
import { runningShares } from "./programme-rows";

const texts = (words: string) => `string_to_array('${words.replaceAll("'", "''")}', ' ')`;

const places = [
  ...states.split("|").map((line) => {
    const [code = "", people = "0", zip = "", zone = "E"] = line.split(" ");
    return { code: `US-${code}`, people: Number(people), zip, zone: stateZones[zone] ?? "America/New_York" };
  }),
  ...countries.split("|").map((line) => {
    const [code = "", people = "0", zone = ""] = line.split(" ");
    return { code, people: Number(people), zip: "", zone };
  }),
];

/** First name and surname of the same gender: both lists alternate between men's and women's. */
const russianName = (() => {
  const first = `1 + floor(${draw("p", "firstName")} * cardinality(${texts(cyrillic.first)}))::int`;
  const pair = `floor(${draw("p", "lastName")} * (cardinality(${texts(cyrillic.last)}) / 2))::int`;
  return `(${texts(cyrillic.first)})[${first}] || ' ' || (${texts(cyrillic.last)})[2 * ${pair} + 2 - (${first}) % 2]`;
})();
const latinName = `${pick(texts(latin.first), draw("p", "firstName"))} || ' ' || ${pick(texts(latin.last), draw("p", "lastName"))}`;
const japaneseName = `${pick(texts(japanese.last), draw("p", "lastName"))} || ' ' || ${pick(texts(japanese.first), draw("p", "firstName"))}`;

/**
 * `seed_person`: everybody who holds a named card. The first few hundredths live where the foreign cards are sold.
 * Every fiftieth group of six shares one mailbox and one address.
 */
export async function drawPeople(tx: Tx, cards: number): Promise<void> {
  const count = peopleFor(cards);
  await tx.execute(sql`
    create temp table seed_place on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(places.map((place, i) => ({ i, ...place })))}::jsonb)
      as p (i int, code text, zip text, zone text)`);
  const shares = `array[${runningShares(places.map((place) => place.people)).join(", ")}]::float8[]`;
  await tx.execute(
    sql.raw(`
    create temp table seed_person on commit drop as
    select p, household, at.code as jurisdiction, at.zone,
      case script when 'cyrillic' then ${russianName}
        when 'japanese' then ${japaneseName} else ${latinName} end as name,
      case script when 'cyrillic' then 'ru' when 'japanese' then 'ja' else 'en' end as language,
      case when household then 'family' || p / 6 || '@example.net'
        when ${draw("p", "email")} < 0.85 then 'holder' || p || '@example.com' end as email,
      case when ${draw("p", "phone")} < 0.6 and at.code like 'US-%'
        then '+1-' || 201 + floor(${draw("p", "phoneNumber")} * 780)::int || '-555-01' || lpad((p % 100)::text, 2, '0') end as phone,
      case when at.code is not null then 1 + floor(${draw("home", "houseNumber")} * 900)::int || ' '
        || ${pick(texts(streets), draw("home", "street"))} || ' Street' end as address_line,
      case when at.code is not null then ${pick(texts(cities), draw("home", "city"))} end as city,
      case when at.code like 'US-%' then at.zip || lpad(floor(${draw("home", "zip")} * 100)::int::text, 2, '0') end as zip,
      case when ${draw("p", "birthUnknown")} >= 0.12
        then date '1936-01-01' + floor(power(${draw("p", "birth")}, 0.8) * 26300)::int end as born_on,
      case when ${draw("p", "consentEmail")} < 0.45 then true when ${draw("p", "consentEmail")} < 0.7 then false end as consent_email,
      case when ${draw("p", "consentSms")} < 0.25 then true when ${draw("p", "consentSms")} < 0.6 then false end as consent_sms
    from (
      select p, household, home, case
          when region = 'JP' and ${draw("p", "script")} < 0.9 then 'japanese'
          when ${draw("p", "script")} < 0.08 then 'cyrillic'
          when ${draw("p", "script")} < 0.11 then 'japanese' else 'latin' end as script,
        case when region is not null then (select i from seed_place where code = region)
          when ${draw("home", "placeKind")} >= 0.05 then width_bucket(${draw("home", "place")}, ${shares}) end as place_i
      from (
        select p, household, case when household then 1000000000 + p / 6 else p end as home,
          case when p <= ${count} * 0.03 then 'JP'
            when p <= ${count} * 0.07 then (case when p % 3 = 0 then 'DE' else 'FR' end)
            when p <= ${count} * 0.08 then 'KW' end as region
        from (select p, p >= 6 and (p / 6) % 50 = 7 as household from generate_series(1::bigint, ${count}) p) people
      ) homes
    ) placed
    left join seed_place at on at.i = placed.place_i`),
  );
  await tx.execute(sql`create unique index on seed_person (p)`);
  await tx.execute(sql`analyze seed_person`);
}

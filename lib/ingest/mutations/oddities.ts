import type { Tx } from "@/db/client";
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
  const notices: Notice[] = [];
  for (const { entity, ask } of looks) {
    const file = readings.find((reading) => reading.file.part.entity === entity)?.file.name;
    if (file === undefined) continue;
    const [table] = await run<{ there: boolean }>(tx, "select to_regclass('pg_temp.card_in') is not null as there");
    if (entity === "card" && !table?.there) continue;
    for (const { text } of await run<{ text: string }>(tx, ask)) notices.push({ file, text });
  }
  return notices;
}

import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Numbers that look drawn but are computed: a hash of (seed, entity, purpose). The same seed gives the same demo, row by
 * row, whatever plan the server chooses.
 */
export async function createDraws(tx: Tx, seed: number): Promise<void> {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`${seed} is not a seed`);
  // 53 bits of the hash, as a float in [0, 1).
  await tx.execute(
    sql.raw(`create or replace function pg_temp.u(entity bigint, purpose integer) returns double precision
      language sql immutable parallel safe as
      'select (hashint8extended($1, ${seed}::bigint * 1000 + $2) & 9007199254740991) / 9007199254740992.0::float8'`),
  );
  // A civil date and a share of the day's opening hours (8 to 21:30) as an instant.
  await tx.execute(
    sql.raw(`create or replace function pg_temp.at(day date, share double precision) returns timestamptz
      language sql stable parallel safe as
      'select ($1 + time ''08:00'' + floor($2 * 48600) * interval ''1 second'') at time zone ''America/New_York'''`),
  );
}

/** What each draw decides; two decisions about one entity never share a purpose. */
export const purpose = {
  cardType: 1,
  month: 2,
  day: 3,
  dayTilt: 4,
  hour: 5,
  face: 6,
  seller: 7,
  sellerUnknown: 8,
  anonymous: 9,
  holder: 10,
  reloads: 11,
  reloadGap: 12,
  reloadHour: 13,
  neverUsed: 20,
  leftover: 21,
  leftoverShare: 22,
  parts: 23,
  evenness: 24,
  phase: 25,
  wait: 26,
  useHour: 27,
  shop: 28,
  overspend: 29,
  overspendShare: 30,
  dropped: 31,
  pulled: 32,
  voided: 33,
  voidDelay: 34,
  saleVoided: 35,
  tail: 36,
  tailDay: 37,
  booked: 38,
  opened: 40,
  openedDelay: 41,
  resent: 42,
  enquiry: 43,
  enquiryDay: 44,
  late: 45,
  lateMonths: 46,
  script: 60,
  firstName: 61,
  lastName: 62,
  place: 63,
  placeKind: 64,
  street: 65,
  houseNumber: 66,
  city: 67,
  zip: 68,
  email: 69,
  phone: 70,
  phoneNumber: 71,
  birth: 72,
  birthUnknown: 73,
  consentEmail: 74,
  consentSms: 75,
} as const;

/** The draw `name` for an entity, as SQL. */
export const draw = (entity: string, name: keyof typeof purpose) => `pg_temp.u(${entity}, ${purpose[name]})`;

/** One of the array's elements, by a draw. */
export const pick = (array: string, drawn: string) => `(${array})[1 + floor(${drawn} * cardinality(${array}))::int]`;

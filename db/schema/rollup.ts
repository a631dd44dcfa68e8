import { bigint, char, date, index, integer, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { type RollupKey, type RollupName, rollupKeys } from "@/lib/rollups/constants";
import { measureColumns } from "./measures";
import { gold, type TableClass } from "./schemas";

/**
 * `lapse_month` is the month of the first day on which the funds are gone, the day after funds expiry.
 * `end_month` is that of the last day on which a card can be used: card expiry or funds expiry, whichever is first.
 * Months are their first day; 'infinity' where a date never comes. Unknown ids are 0 and unknown names 'unknown'. */
const keyColumn = {
  card_type_id: () => integer("card_type_id").notNull(),
  merchant_id: () => integer("merchant_id").notNull(),
  jurisdiction: () => text("jurisdiction").notNull(),
  birth_year: () => smallint("birth_year").notNull(),
  currency: () => char("currency", { length: 3 }).notNull(),
  sale_year: () => smallint("sale_year").notNull(),
  sale_month: () => date("sale_month").notNull(),
  activity_month: () => date("activity_month").notNull(),
  expiry_month: () => date("expiry_month").notNull(),
  end_month: () => date("end_month").notNull(),
  lapse_month: () => date("lapse_month").notNull(),
  day: () => date("day").notNull(),
} as const satisfies Record<RollupKey, () => unknown>;

/** The period a reader asks for comes right after the issuer, so that one range of the index answers. */
const periodFirst = (keys: readonly RollupKey[]) => {
  // A cohort is followed through the months of activity, whenever its cards expire.
  const asked = keys.includes("sale_month")
    ? (["activity_month"] as const)
    : (["expiry_month", "day", "activity_month"] as const);
  const periods = asked.filter((k) => keys.includes(k));
  return [...periods, ...keys.filter((k) => !(periods as readonly RollupKey[]).includes(k))];
};

function rollup(name: RollupName) {
  const keys: readonly RollupKey[] = rollupKeys[name];
  const columns = () => Object.fromEntries(keys.map((k) => [k, keyColumn[k]()]));
  const stored = gold.table(
    name,
    { issuer_id: integer("issuer_id").notNull(), ...columns(), ...measureColumns() },
    (t) => [
      primaryKey({
        name: `${name}_pkey`,
        columns: [
          t.issuer_id,
          ...periodFirst(keys).map((k) => (t as unknown as Record<string, typeof t.issuer_id>)[k]),
        ] as [typeof t.issuer_id],
      }),
    ],
  );
  // What each batch added: taken back when it is withdrawn, left out when a figure is asked for as it was known before.
  const delta = gold.table(
    `${name}_delta`,
    {
      issuer_id: integer("issuer_id").notNull(),
      batch_id: integer("batch_id").notNull(),
      ...columns(),
      ...measureColumns(),
    },
    // Batches come one after another, so a range of pages holds one batch: the smallest index there is will do.
    (t) => [index(`${name}_delta_idx`).using("brin", t.batch_id)],
  );
  return { stored, delta };
}

const typeCohortTables = rollup("type_cohort");
export const typeCohort = typeCohortTables.stored;
export const typeCohortDelta = typeCohortTables.delta;
const typeDayTables = rollup("type_day");
export const typeDay = typeDayTables.stored;
export const typeDayDelta = typeDayTables.delta;
const merchantMonthTables = rollup("merchant_month");
export const merchantMonth = merchantMonthTables.stored;
export const merchantMonthDelta = merchantMonthTables.delta;
const typeExpiryTables = rollup("type_expiry");
export const typeExpiry = typeExpiryTables.stored;
export const typeExpiryDelta = typeExpiryTables.delta;
const typeExpiryMonthTables = rollup("type_expiry_month");
export const typeExpiryMonth = typeExpiryMonthTables.stored;
export const typeExpiryMonthDelta = typeExpiryMonthTables.delta;
const typeLapseTables = rollup("type_lapse");
export const typeLapse = typeLapseTables.stored;
export const typeLapseDelta = typeLapseTables.delta;
const merchantExpiryTables = rollup("merchant_expiry");
export const merchantExpiry = merchantExpiryTables.stored;
export const merchantExpiryDelta = merchantExpiryTables.delta;
const stateExpiryTables = rollup("state_expiry");
export const stateExpiry = stateExpiryTables.stored;
export const stateExpiryDelta = stateExpiryTables.delta;
const birthExpiryTables = rollup("birth_expiry");
export const birthExpiry = birthExpiryTables.stored;
export const birthExpiryDelta = birthExpiryTables.delta;

/**
 * Cards and their open balance by month of last use ('infinity': never used). Last use is no sum, so a batch takes its
 * touched cards' old cells out and puts their new ones in; there is no twin by batch.
 */
export const lastUse = gold.table(
  "last_use",
  {
    issuer_id: integer("issuer_id").notNull(),
    card_type_id: integer("card_type_id").notNull(),
    last_use_month: date("last_use_month").notNull(),
    cards: bigint({ mode: "bigint" }).notNull(),
    balance: bigint({ mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({
      name: "last_use_pkey",
      columns: [t.issuer_id, t.card_type_id, t.last_use_month],
    }),
  ],
);

/**
 * Open balances by the month of the last load and, apart, by that of last use ('infinity': never used), each with the month in
 * which the funds are gone. Holds cards with value on them only, and is kept like `last_use`.
 */
export const aging = gold.table(
  "aging",
  {
    issuer_id: integer("issuer_id").notNull(),
    basis: text({ enum: ["load", "last-use"] }).notNull(),
    currency: char({ length: 3 }).notNull(),
    month: date().notNull(),
    lapse_month: date("lapse_month").notNull(),
    cards: bigint({ mode: "bigint" }).notNull(),
    balance: bigint({ mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ name: "aging_pkey", columns: [t.issuer_id, t.basis, t.currency, t.month, t.lapse_month] })],
);

/** Cards in use with value on them, by the month in which it goes; `larger_cards` hold more than small change. Kept like `last_use`. */
export const partlyUsed = gold.table(
  "partly_used",
  {
    issuer_id: integer("issuer_id").notNull(),
    card_type_id: integer("card_type_id").notNull(),
    lapse_month: date("lapse_month").notNull(),
    cards: bigint({ mode: "bigint" }).notNull(),
    balance: bigint({ mode: "bigint" }).notNull(),
    larger_cards: bigint("larger_cards", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ name: "partly_used_pkey", columns: [t.issuer_id, t.card_type_id, t.lapse_month] })],
);

/** The few cards bought and drained within minutes; kept like `last_use`, with the cards themselves as cells. */
export const drainedAtOnce = gold.table(
  "drained_at_once",
  {
    issuer_id: integer("issuer_id").notNull(),
    sold_on: date("sold_on").notNull(),
    customer_id: bigint("customer_id", { mode: "number" }).notNull(),
    card_id: bigint("card_id", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ name: "drained_at_once_pkey", columns: [t.issuer_id, t.sold_on, t.customer_id, t.card_id] })],
);

export const rollupClasses = {
  ...(Object.fromEntries(
    Object.keys(rollupKeys).flatMap((name) => [
      [`gold.${name}`, "L"],
      [`gold.${name}_delta`, "L"],
    ]),
  ) as Record<`gold.${RollupName}`, TableClass>),
  "gold.last_use": "L",
  "gold.aging": "L",
  "gold.partly_used": "L",
  "gold.drained_at_once": "L",
} as const satisfies Record<string, TableClass>;

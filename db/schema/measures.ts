import { sql } from "drizzle-orm";
import { bigint } from "drizzle-orm/pg-core";
import type { Measure } from "@/lib/rollups/constants";

const sum = () => bigint({ mode: "bigint" }).notNull().default(sql`0`);

/** One column per measure, the same in every rollup and in the card's own summary. */
export const measureColumns = () =>
  ({
    events: sum(),
    cards: sum(),
    sold: sum(),
    reloaded: sum(),
    redemptions: sum(),
    redeemed: sum(),
    spent: sum(),
    refunded: sum(),
    fees: sum(),
    transferred: sum(),
    adjusted: sum(),
    expired: sum(),
    escheated: sum(),
  }) satisfies Record<Measure, unknown>;

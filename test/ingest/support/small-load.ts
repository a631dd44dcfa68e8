/** A load whose end is known: cards sold at 50.00 and used four times for 1.25, and one row that cannot be read. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { withScope } from "@/db/client";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { type Files, plainMapping, rows } from "./issuer";

/** A night's tests may want more of it: KILL_CARDS=200000 makes it a million rows. */
export const CARDS = Number(process.env.KILL_CARDS ?? 300);
const USES = 4;
const EVENTS = CARDS * (1 + USES);
const list = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i));
const csv = (header: string, lines: readonly string[]) => `${header}\n${lines.join("\n")}\n`;

export const smallLoad: Files = {
  "merchants.csv": csv("code,name", ["M1,One"]),
  "types.csv": csv("code,name,currency,fundsExpire,validityDays", ["A,A,USD,no,365"]),
  "cards.csv": csv(
    "id,cardType,customer,soldOn,expiresOn",
    list(CARDS, (i) => `C${i},A,,2024-01-05,`),
  ),
  "events.csv": csv(
    "id,card,kind,amount,occurredAt,merchant,corrects",
    list(CARDS, (i) => `S${i},C${i},sale,50,2024-01-05,M1,`)
      .concat(list(CARDS * USES, (i) => `R${i},C${i % CARDS},redemption,1.25,2024-02-1${i % 10},M1,`))
      .concat("BAD,C0,redemption,eleven,2024-02-11,M1,"),
  ),
};

/** The same in a folder, with its mapping beside it, for the command line. @returns the mapping's path. */
export function writeSmallLoad(folder: string): string {
  for (const [name, text] of Object.entries(smallLoad)) writeFileSync(path.join(folder, name), text);
  const mapping = path.join(folder, "mapping.json");
  writeFileSync(mapping, JSON.stringify({ ...plainMapping(), ignore: ["mapping.json"] }));
  return mapping;
}

/** It is there once and whole, and all that is summed up from it equals a recomputation. */
export async function expectSmallLoad(scope: LoadScope): Promise<void> {
  expect(
    await rows(scope, "select count(*)::int as n, sum(amount)::text as left from silver.card_transaction"),
    // 50.00 - 4 × 1.25 = 45.00 is left on each card.
  ).toEqual([{ n: EVENTS, left: String(CARDS * 4_500) }]);
  expect(await rows(scope, "select state, source from app.import_batch")).toEqual([
    { state: "loaded", source: "import" },
  ]);
  expect(await rows(scope, "select count(*)::int as n from bronze.refused_row")).toEqual([{ n: 1 }]);
  const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
  expect(differences).toEqual([]);
}

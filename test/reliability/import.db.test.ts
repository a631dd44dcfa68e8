import { describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { dump, type Files, load, makeIssuer, NOW, plainMapping, rows } from "../ingest/support/issuer";
import type { TestBatch } from "../support/cards";
import { forget, newWorld, nextBatch } from "./script";

/** 200 for the long run: SCRIPTS=200 npm test -- db */
const SCRIPTS = Number(process.env.SCRIPTS ?? 8);
const STEPS = 6;
const mapping = plainMapping({ amountSign: "effect" });

const csv = (head: string, lines: readonly (readonly (string | number | undefined)[])[]) =>
  [head, ...lines.map((cells) => cells.map((cell) => cell ?? "").join(",")), ""].join("\n");

const TYPES_AND_SHOPS: Files = {
  "merchants.csv": "code,name\nM1,One\nM2,Two\n",
  "types.csv": "code,name,currency,fundsExpire,validityDays\nA,A,USD,no,\nB,B,USD,yes,400\nC,C,USD,no,\n",
};

/** A batch of the script as the files it would come in; `twist` changes the bytes and nothing else. */
function filesOf(batch: TestBatch, number: number, twist = ""): Files {
  const cards = (batch.cards ?? []).map((card) => [
    card.id,
    card.type,
    "",
    card.isPlacedBySale ? "" : card.soldOn,
    card.expiresOn,
  ]);
  const events = (batch.events ?? []).map((event) => [
    event.id,
    event.card,
    event.kind,
    event.kind === "void" ? "" : (event.amount / 100).toFixed(2),
    event.on,
    event.merchant,
    event.corrects,
  ]);
  return {
    [`cards-${number}.csv`]: csv("id,cardType,customer,soldOn,expiresOn", cards) + twist,
    [`events-${number}.csv`]: csv("id,card,kind,amount,occurredAt,merchant,corrects", events) + twist,
  };
}

async function sound(scope: LoadScope, where: string): Promise<void> {
  const { differences } = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
  expect(differences, where).toEqual([]);
}

async function isWithdrawn(scope: LoadScope, batchId: number): Promise<boolean> {
  try {
    await withdrawBatch(scope, batchId, { now: NOW });
    return true;
  } catch (error) {
    // Later batches stand on it, or its value has been spent since: refused in words, and nothing may have changed.
    if (error instanceof Conflict) return false;
    throw error;
  }
}

describe("random scripts of imports", () => {
  it.each(Array.from({ length: SCRIPTS }, (_, i) => i + 1))(
    "%i: after imports, repeats, bad rows, backdated rows, voids, of sales too, refunds, expiries and withdrawals the rollups equal a recomputation",
    async (seed) => {
      const scope = await makeIssuer(`IMPORTS-${seed}`);
      await load(scope, TYPES_AND_SHOPS);
      const world = newWorld(1000 + seed);
      const loaded: { id: number; number: number; batch: TestBatch }[] = [];
      for (let step = 0; step < STEPS; step += 1) {
        const where = `seed ${seed}, step ${step}`;
        const last = loaded.at(-1);
        const drawn = world.random.next();
        if (last && drawn < 0.2) {
          const before = await dump(scope);
          if (await isWithdrawn(scope, last.id)) {
            loaded.pop();
            forget(world, last.number);
          } else expect(await dump(scope), where).toBe(before);
        } else if (last && drawn < 0.45) {
          const before = await dump(scope);
          const again = await load(scope, filesOf(last.batch, last.number), mapping);
          expect(again.state, where).toBe("unchanged");
          const other = await load(scope, filesOf(last.batch, last.number, "\n"), mapping);
          expect(other.counts.card_transaction.new, where).toBe(0);
          expect(await dump(scope), where).toBe(before);
        } else {
          const batch = nextBatch(world);
          const number = world.batches - 1;
          const outcome = await load(scope, filesOf(batch, number), mapping);
          const { read, new: added, repeated, refused } = outcome.counts.card_transaction;
          expect(added + repeated + refused, where).toBe(read);
          if (outcome.batchId !== null) loaded.push({ id: outcome.batchId, number, batch });
        }
        await sound(scope, where);
      }
    },
  );
});

describe("days at their edges", () => {
  /** How far a zone's clock was from UTC in 2024, in minutes and since when, as the laws of the place have it. */
  const clocks: Record<string, readonly [since: string, minutes: number][]> = {
    "America/New_York": [
      ["2023-11-05T06:00:00Z", -300],
      ["2024-03-10T07:00:00Z", -240],
      ["2024-11-03T06:00:00Z", -300],
    ],
    "Europe/Kyiv": [
      ["2023-10-29T01:00:00Z", 120],
      ["2024-03-31T01:00:00Z", 180],
      ["2024-10-27T01:00:00Z", 120],
    ],
    "Asia/Tokyo": [["1951-09-08T00:00:00Z", 540]],
    // Half an hour is what its summer is worth.
    "Australia/Lord_Howe": [
      ["2023-09-30T15:30:00Z", 660],
      ["2024-04-06T15:00:00Z", 630],
      ["2024-10-05T15:30:00Z", 660],
    ],
    "Pacific/Kiritimati": [["1994-12-31T00:00:00Z", 840]],
  };
  const zones = Object.keys(clocks);
  /** Both changes of each clock with the day before and after, a leap day and the end of a year. */
  const middles = ["2024-03-10", "2024-11-03", "2024-03-31", "2024-10-27", "2024-04-07", "2024-10-06"];
  /** Every half hour of them, and the second before it. */
  const instants = [...middles, "2024-02-29", "2024-12-31"].flatMap((day) =>
    Array.from({ length: 144 }, (_, i) => Date.parse(`${day}T00:00:00Z`) + (i - 48) * 1_800_000).flatMap((at) => [
      at - 1_000,
      at,
    ]),
  );

  const iso = (at: number) => new Date(at).toISOString().replace(".000", "");

  function dayShown(timeZone: string, at: number): string {
    const [, minutes] = clocks[timeZone]?.findLast(([since]) => Date.parse(since) <= at) ?? [];
    if (minutes === undefined) throw new Error(`Nothing is known of ${timeZone} then`);
    return new Date(at + minutes * 60_000).toISOString().slice(0, 10);
  }

  it.each(zones)("events in %s fall on the day its own calendar shows, and the days' sums follow", async (timeZone) => {
    const scope = await makeIssuer(`ZONE-${zones.indexOf(timeZone)}`, { timeZone });
    const sale = ["s", "c", "sale", "9000.00", "2024-01-01", "", ""];
    const uses = instants.map((at, i) => [`u${i}`, "c", "redemption", "-1.00", iso(at), "", ""]);
    const files = {
      ...TYPES_AND_SHOPS,
      "cards.csv": csv("id,cardType,customer,soldOn,expiresOn", [["c", "A", "", "2024-01-01", ""]]),
      "events.csv": csv("id,card,kind,amount,occurredAt,merchant,corrects", [sale, ...uses]),
    };
    const outcome = await load(scope, files, mapping);
    expect(outcome.refused).toEqual([]);
    const expected = new Map<string, number>();
    for (const at of instants) {
      const day = dayShown(timeZone, at);
      expected.set(day, (expected.get(day) ?? 0) + 1);
    }
    const stored = await rows<{ day: string; uses: number }>(
      scope,
      "select day::text, redemptions::int as uses from gold.type_day where redemptions <> 0 order by day",
    );
    expect(stored.map(({ day, uses: n }) => [day, n])).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)));
    await sound(scope, timeZone);
  });
});

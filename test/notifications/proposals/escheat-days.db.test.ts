import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { memberCards } from "@/lib/notifications/proposals/card-losses";
import { gatherCandidates, walkCandidates } from "@/lib/notifications/queries/candidates";
import { withEscheatDays } from "@/lib/notifications/queries/escheat-days";
import { loadBatch, makeIssuer } from "../../support/cards";

const today = "2026-11-10";
let scope: Scope;

const card = { type: "SHOP", customer: "ann", jurisdiction: "US-NY" };
/** New York takes a card five years after it was last used, Minnesota takes none. */
const cards = [
  { ...card, id: "soon", soldOn: "2021-12-01", escheatOn: "2030-01-01" },
  { ...card, id: "used since", soldOn: "2020-02-01" },
  { ...card, id: "abandoned", soldOn: "2020-02-01" },
  { ...card, id: "exempt", soldOn: "2020-02-01", jurisdiction: "US-MN", escheatOn: "2026-12-24" },
  { ...card, id: "untold", type: "UNTOLD", soldOn: "2020-02-01", escheatOn: "2026-12-24" },
];
const wanted = { soon: "2026-12-01", "used since": "2029-03-05", exempt: null, untold: "2026-12-24" };

beforeAll(async () => {
  scope = await makeIssuer("LAWDAYS");
  await loadBatch(scope, {
    types: [{ code: "SHOP", model: "closed" }, { code: "UNTOLD" }],
    customers: [{ id: "ann", name: "Ann", email: "ann@example.test", consentEmail: true }],
    cards,
    events: [
      ...cards.map(({ id, soldOn }) => ({
        id: `sale ${id}`,
        card: id,
        kind: "sale" as const,
        amount: 5_000,
        on: soldOn,
      })),
      { id: "use", card: "used since", kind: "redemption", amount: -1_000, on: "2024-03-05" },
    ],
  });
});

const gather = () =>
  withScope(scope, async (tx) => {
    const totals = await gatherCandidates(tx, scope, today);
    const found = new Map<string, string | null>();
    await walkCandidates(tx, scope, (people) => {
      for (const { cards: held } of people) for (const { source, escheats } of held) found.set(source, escheats);
    });
    return { totals, found };
  });

describe("who is reminded before a state may claim a card", () => {
  it("is told the law's day, and the source's only where the law leaves it open", async () => {
    const { found } = await gather();
    expect(Object.fromEntries(found)).toEqual(wanted);
  });

  it("is not reminded of a card that is presumed abandoned, and it is counted nowhere", async () => {
    expect((await gather()).totals).toEqual({ people: 1, cards: 4, anonymousCards: 0 });
  });

  it("reads the same day in the statement of his cards, the first to be lost first", async () => {
    const held = await withScope(scope, async (tx) => {
      const rows = await tx.execute<{ source: string; escheats: string | null }>(
        sql`select source_id as source, escheat_on::text as escheats from silver.card where source_id <> 'abandoned'`,
      );
      const told = { brand: null, type: "SHOP", typeId: 1, balance: "5000", cardEnds: null, fundsEnd: null };
      const asCandidates = [...rows].map((row, id) => ({ card: { ...told, ...row, id, feesFrom: null, score: null } }));
      return withEscheatDays(tx, scope, today, asCandidates);
    });
    const told = memberCards(
      held.map((row) => row.card),
      today,
    );
    expect(Object.fromEntries(told.map(({ id, escheatOn }) => [id, escheatOn]))).toEqual(wanted);
    // The last day before it is lost is the one before the law's.
    expect(told[0]).toMatchObject({ id: "soon", reason: "escheat", lossOn: "2026-11-30" });
  });
});

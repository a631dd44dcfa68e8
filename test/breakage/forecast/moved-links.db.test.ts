/** What moved leads to lists that hold exactly what its rows say happened, also when more was loaded since. */
import { beforeAll, describe, expect, it } from "vitest";
import { type MovedBehind, redeemedSinceHref, soldSinceHref } from "@/components/breakage/forecast/forecast-hrefs";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getMoved, type Moved } from "@/lib/breakage/forecast/queries/moved";
import { listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, eventListParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch } from "../../support/cards";
import { LOADED, makeSmallProgramme, NOW } from "./small-programme";

let scope: Scope;
let ids: { before: number; after: number };

beforeAll(async () => {
  scope = await makeSmallProgramme("LINKS");
  await loadBatch(scope, {
    recordedAt: LOADED,
    types: [{ code: "NONE" }],
    cards: [
      { id: "n1", type: "NONE", soldOn: "2025-01-04" },
      { id: "n2", type: "NONE", soldOn: "2025-06-04" },
    ],
    events: [
      { id: "n1-sale", card: "n1", kind: "sale", amount: 50_00, on: "2025-01-04" },
      { id: "n1-reload", card: "n1", kind: "reload", amount: 20_00, on: "2025-06-09" },
      { id: "n1-use", card: "n1", kind: "redemption", amount: -12_34, on: "2025-06-30" },
      { id: "n2-sale", card: "n2", kind: "sale", amount: 50_00, on: "2025-06-04" },
      { id: "n2-use", card: "n2", kind: "redemption", amount: -5_00, on: "2025-06-05" },
      { id: "n2-back", card: "n2", kind: "void", amount: 5_00, on: "2025-06-06", corrects: "n2-use" },
    ],
  });
  const make = async (asOf?: string) =>
    (await makeForecasts(scope, asOf ? { asOf } : {}, { now: NOW })).versions[0]?.id ?? 0;
  ids = { before: await make("2025-05-31"), after: await make() };
  // Loaded after the versions were made: in neither, nor in the lists behind them.
  await loadBatch(scope, {
    recordedAt: "2025-07-20T06:00:00Z",
    cards: [{ id: "late", type: "XA", soldOn: "2025-06-20", expiresOn: "2026-06-30", merchant: "M" }],
    events: [
      { id: "late-sale", card: "late", kind: "sale", amount: 100_00, on: "2025-06-20" },
      { id: "late-use", card: "late", kind: "redemption", amount: -40_00, on: "2025-06-21" },
    ],
  });
}, 120_000);

const parametersIn = (href: string) => Object.fromEntries(new URL(href, "http://localhost").searchParams);

async function movedBy(by: "brand" | "card-type") {
  const moved: Moved = await getMoved(scope, { ...ids, by });
  if (moved.status !== "ok") throw new Error(moved.status);
  const { before, after, currency } = moved;
  const behind: MovedBehind = { before, after, by, currency, address: {} };
  return { moved, behind };
}

describe.each(["card-type", "brand"] as const)("what moved by %s", (by) => {
  it("leads to as many cards sold since, and to redemptions of exactly the sum, as its rows say", async () => {
    const { moved, behind } = await movedBy(by);
    expect(moved.since.size).toBe(by === "brand" ? 3 : 4);
    for (const [group, { cardsSold, redeemed }] of moved.since) {
      const cards = await listCards(scope, cardListParams.parse(parametersIn(soldSinceHref(behind, group))));
      const events = await listEvents(scope, eventListParams.parse(parametersIn(redeemedSinceHref(behind, group))));
      expect([group, cards.total.cards, -events.total]).toEqual([group, cardsSold, redeemed]);
    }
  });
});

it("of a type with a reload and a voided use: one card was sold since, and 12.34 were redeemed", async () => {
  const { moved } = await movedBy("card-type");
  expect(moved.since.get("NONE")).toEqual({ cardsSold: 1, redeemed: 12_34n });
  // June's six cards of XA, without the one that was told of later.
  expect(moved.since.get("XA")?.cardsSold).toBe(6);
});

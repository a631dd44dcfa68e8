import { beforeAll, describe, expect, it } from "vitest";
import { eventGroups } from "@/lib/cards/event";
import { countEvents, listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, eventListParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { cardsBehind } from "@/lib/overview/aging";
import { listAging } from "@/lib/overview/queries/aging";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";

let scope: Scope;
let stranger: Scope;
beforeAll(async () => {
  scope = await makeIssuer("EVENTS");
  stranger = await makeIssuer("NOBODY");
  for (const batch of randomBatches(31, 120)) await loadBatch(scope, batch);
});

async function everyEvent(params: Readonly<Record<string, string | undefined>>) {
  const items = [];
  let cursor: string | null = "";
  let total = 0n;
  while (cursor !== null) {
    const page = await listEvents(
      scope,
      eventListParams.parse({ ...params, limit: "37", ...(cursor ? { cursor } : {}) }),
    );
    items.push(...page.items);
    total = page.total;
    cursor = page.nextCursor;
  }
  return { items, total };
}

describe("the events behind a flow", () => {
  it("add up to it, for every flow of the overview, page after page, also as known before", async () => {
    for (const extra of [{}, { knownAt: "2024-12-01T00:00:00Z" }]) {
      const dates = { asOf: "2023-10-17", from: "2022-12-05", ...extra };
      const { current } = await getOverview(scope, overviewParams.parse(dates));
      const flows = {
        sold: current.sold,
        redeemed: -current.redeemed,
        other: current.other,
        escheated: -current.escheated,
      };
      for (const [group, flow] of Object.entries(flows)) {
        const { items, total } = await everyEvent({ ...dates, group });
        expect(total, group).toBe(flow);
        expect(items.reduce((sum, event) => sum + event.amount, 0n)).toBe(flow);
        expect(new Set(items.map((event) => event.id)).size).toBe(items.length);
        expect(items.length).toBeGreaterThan(0);
        expect(await countEvents(scope, eventListParams.parse({ ...dates, group }))).toBe(items.length);
      }
    }
  });

  it("can be those of one card type or brand", async () => {
    for (const filter of [{ "card-type": "T2" }, { brand: "B1" }, { brand: "unknown" }]) {
      for (const group of eventGroups) {
        const { items, total } = await everyEvent({ asOf: "2023-10-31", ...filter, group });
        expect(items.reduce((sum, event) => sum + event.amount, 0n)).toBe(total);
      }
    }
  });

  it("are nobody else's", async () => {
    const page = await listEvents(stranger, eventListParams.parse({ asOf: "2023-10-31" }));
    expect([page.items.length, page.total]).toEqual([0, 0n]);
  });
});

describe("the cards behind the liability", () => {
  it("are all cards as of the date: what is owed on them is the liability", async () => {
    for (const asOf of ["2023-10-17", "2024-02-29", "2026-12-31"]) {
      const { liability } = await getOverview(scope, overviewParams.parse({ asOf }));
      const page = await listCards(scope, cardListParams.parse({ asOf, of: "all", limit: "500" }));
      expect(page.total.owed).toBe(liability);
      expect(page.items.reduce((sum, card) => sum + card.owed, 0n)).toBe(liability);
    }
  });
});

describe("the cards behind an aging bucket", () => {
  it("hold what the bucket says, in each of the three views", async () => {
    for (const asOf of ["2023-10-17", "2024-02-29", "2026-12-31"]) {
      for (const { view, buckets } of await listAging(scope, overviewParams.parse({ asOf }))) {
        for (const bucket of buckets) {
          const page = await listCards(scope, cardListParams.parse({ asOf, ...cardsBehind(view, bucket), limit: "1" }));
          const told = [page.total.cards, page.total.owed];
          expect(told, `${asOf} ${view} ${bucket.id}`).toEqual([bucket.cards, bucket.owed]);
        }
      }
    }
  });
});

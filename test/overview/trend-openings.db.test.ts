/** Each value of the overview's trend, and what it is compared with, opens to rows that add up to it. */
import { beforeAll, describe, expect, it } from "vitest";
import { trendPoints } from "@/components/overview/trend-points";
import { listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, eventListParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";

type Asked = Readonly<Record<string, string>>;

let random: Scope;

beforeAll(async () => {
  random = await makeIssuer("TREND", { timeZone: "Asia/Tokyo" });
  for (const batch of randomBatches(1_973, 120)) await loadBatch(random, batch);
});

async function sumAt(href: string): Promise<bigint | undefined> {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  const asked = Object.fromEntries(searchParams);
  if (pathname === "/issuer/cards") {
    const page = await listCards(random, cardListParams.parse(asked));
    return page.lapsedInPeriod ?? page.total.owed;
  }
  const { total, group } = await listEvents(random, eventListParams.parse(asked));
  return group === "redeemed" ? -total : total;
}

const questions: readonly Asked[] = [
  { asOf: "2024-02-17", compare: "none" },
  { asOf: "2024-02-29", compare: "year" },
  { asOf: "2024-02-17", compare: "previous", match: "weekday" },
  { asOf: "2024-02-17", from: "2024-01-01", compare: "custom", compareFrom: "2023-11-01", compareTo: "2023-11-15" },
  { asOf: "2024-06-15", compare: "year", knownAt: "2025-12-01T00:00:00Z" },
];

describe("a point of the trend", () => {
  it.each(questions)(
    "opens to its own rows, series by series, and so does what it is compared with: %j",
    async (asked) => {
      const { trend } = await getOverview(random, overviewParams.parse(asked));
      const points = trendPoints(trend, asked, "en");
      let compared = 0;
      // The ends, where a month is cut short or lies before the data, and some between.
      for (const point of [...points.slice(0, 2), ...points.slice(-4)]) {
        for (const [series, href] of Object.entries(point.hrefs ?? {})) {
          expect([point.key, series, await sumAt(href)]).toEqual([point.key, series, point.values[series]]);
          compared += series.endsWith("Before") ? 1 : 0;
        }
      }
      expect(compared > 0).toBe(asked.compare !== "none");
    },
  );

  it("a year before is the point of twelve months earlier, and none before the data begin", async () => {
    const { trend } = await getOverview(random, overviewParams.parse({ asOf: "2024-02-29", compare: "year" }));
    expect(trend.length).toBeGreaterThan(12);
    for (const [at, { before }] of trend.entries()) {
      if (at < 12) continue;
      const { before: _, ...earlier } = trend[at - 12] ?? {};
      expect(before).toEqual(earlier);
    }
  });
});

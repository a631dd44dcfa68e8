import { describe, expect, it } from "vitest";
import { getFreshness } from "@/lib/freshness/queries";
import { findFacts } from "@/lib/health/queries";
import { loadBatch } from "@/lib/ingest/mutations/load";
import type { LoadOutcome } from "@/lib/ingest/plan";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { createIssuer } from "../support/issuer";
import { check, type Files, load, NOW, plainMapping, planFor } from "./support/issuer";

const events = (...lines: string[]) => ["id,card,kind,amount,occurredAt,merchant,corrects", ...lines, ""].join("\n");
/** Funds of A and B are gone with the card at the end of 2024, those of C never. */
const base: Files = {
  "types.csv": "code,name,currency,fundsExpire,validityDays\nGONE,Gone,USD,yes,\nEVER,Ever,USD,no,\n",
  "cards.csv":
    "id,cardType,customer,soldOn,expiresOn\nA,GONE,,2019-01-01,2024-12-31\nB,GONE,,2019-01-01,2024-12-31\nC,EVER,,2019-01-01,2024-12-31\n",
};
const sales = events("a,A,sale,100.00,2019-01-01,,", "b,B,sale,100.00,2019-01-01,,", "c,C,sale,100.00,2019-01-01,,");
const told = ({ notices }: LoadOutcome, file: string) =>
  notices.filter((notice) => notice.file === file).map((notice) => notice.text);

describe("redemptions after the end of a card", () => {
  it("are told by check and load with how many, how much and how late, those of lapsed funds apart", async () => {
    const scope = await createIssuer("LATE");
    const first = await load(scope, { ...base, "events.csv": sales });
    expect(told(first, "events.csv")).toEqual([]);
    const files = {
      "events-late.csv": events(
        "r1,A,redemption,20.00,2026-06-01,,",
        "r2,B,redemption,10.00,2025-01-01,,",
        "r3,C,redemption,7.50,2025-01-02,,",
        "r4,B,redemption,5.00,2024-12-31,,",
        "r5,B,redemption,4.00,2025-02-01,,",
        "v5,B,void,,2025-02-01,,r5",
      ),
    };
    // From the last day of 2024 to the first of June 2026 there are 365 + 31 + 28 + 31 + 30 + 31 + 1 days.
    const sentences = [
      "2 redemptions of 30.00 USD in all came up to 517 days after the funds had expired: so much less has lapsed, in the period of the redemption.",
      "One redemption of 7.50 USD came 2 days after the card had expired, its funds not.",
    ];
    expect(told(await check(scope, files), "events-late.csv")).toEqual(sentences);
    expect(told(await load(scope, files), "events-late.csv")).toEqual(sentences);
    const june = overviewParams.parse({ asOf: "2026-06-30", from: "2026-06-01", to: "2026-06-30" });
    const { current } = await getOverview(scope, june);
    // Of A 100.00 had lapsed, now 80.00: the liability, in which A no longer was, is the same on both ends.
    expect([current.redeemed, current.lapsed, current.closing - current.opening]).toEqual([2_000n, -2_000n, 0n]);
  });
});

describe("cards without a sale", () => {
  it("are counted by the load that brings them, and by no later one", async () => {
    const scope = await createIssuer("UNSOLDYET");
    const one = { ...base, "events.csv": events("a,A,sale,100.00,2019-01-01,,", "b,B,sale,100.00,2019-01-01,,") };
    expect(unsold(await load(scope, one))).toEqual(["One card has no sale yet: it counts nowhere until that arrives."]);
    const cards = `${base["cards.csv"]}D,EVER,,2019-01-01,\nE,EVER,,2019-01-01,\n`;
    expect(unsold(await load(scope, { "cards-2.csv": cards }))).toEqual([
      "2 cards have no sale yet: they count nowhere until those arrive.",
    ]);
    const sold = { "events-2.csv": events("c,C,sale,1.00,2019-01-01,,"), "cards-3.csv": cards };
    expect(unsold(await load(scope, sold))).toEqual([]);
  });
  const unsold = ({ notices }: LoadOutcome) =>
    notices.map(({ text }) => text).filter((text) => text.includes("no sale yet"));
});

describe("a load that changes nothing", () => {
  it("of a header without rows says so, and like rows that are all there makes no data younger", async () => {
    const scope = await createIssuer("HOLLOW");
    const day = (at: string) => ({ now: new Date(at) });
    const loadOn = (at: string, files: Files) => loadBatch(scope, planFor(files), day(at));
    const first = await loadOn("2026-11-01T12:00:00Z", { ...base, "events.csv": sales });
    const head = await loadOn("2026-11-02T12:00:00Z", { "events-head.csv": events() });
    expect(told(head, "events-head.csv")).toEqual(["The file has a header and no rows."]);
    const again = await loadOn("2026-11-03T12:00:00Z", { "events-all.csv": `${sales}x,nobody,sale,1,2024-01-01,,\n` });
    expect([again.state, again.counts.card_transaction.repeated, again.refusedTotal]).toEqual(["loaded", 3, 1]);
    const last = { id: first.batchId, recordedAt: new Date("2026-11-01T12:00:00Z") };
    expect((await getFreshness(scope)).lastBatch).toMatchObject(last);
    expect((await findFacts())?.lastBatchAt?.getTime()).toBeLessThanOrEqual(NOW.getTime());
    const more = await loadOn("2026-11-04T12:00:00Z", { "events-new.csv": events("r,A,redemption,1,2024-01-01,,") });
    expect((await getFreshness(scope)).lastBatch).toMatchObject({ id: more.batchId });
  });

  it("of a file whose first line is data already is told without speaking of a header", async () => {
    const scope = await createIssuer("BLANK");
    const mapping = plainMapping();
    const [part] = mapping.files;
    if (!part) throw new Error("no part");
    const bare = { ...part, header: false, columns: { code: { column: 1 }, name: { column: 2 } } };
    const outcome = await load(scope, { "merchants.csv": "\n" }, { ...mapping, files: [bare] });
    expect(told(outcome, "merchants.csv")).toEqual(["The file has no rows."]);
  });
});

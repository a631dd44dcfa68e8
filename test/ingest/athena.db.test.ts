import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { type Mapping, mappingSchema } from "@/lib/ingest/mapping/schema";
import { ensureIssuer } from "@/lib/ingest/mutations/issuer";
import type { LoadOutcome, LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { check, dump, type Files, load, rows, scopeOf } from "./support/issuer";

const root = path.resolve(import.meta.dirname, "../..");
const names = ["merchant", "card-type", "customer", "card", "transaction", "historical-breakage-rate"].map(
  (name) => `${name}-data-v2.csv`,
);
const text = (name: string) => readFileSync(path.join(root, "data/athena-v2", name), "utf8");
const files: Files = Object.fromEntries(names.map((name) => [name, text(name)]));
const mapping: Mapping = mappingSchema.parse(
  JSON.parse(readFileSync(path.join(root, "lib/ingest/mappings/athena-v2.json"), "utf8")),
);

describe("the published sample", () => {
  let scope: LoadScope;
  let checked: LoadOutcome;
  let loaded: LoadOutcome;

  beforeAll(async () => {
    scope = scopeOf(await ensureIssuer(mapping, "test"));
    checked = await check(scope, files, mapping);
    loaded = await load(scope, files, mapping);
  });

  it("loads whole, and the dry run said the same beforehand", () => {
    const count = (n: number) => ({ read: n, new: n, updated: 0, repeated: 0, refused: 0 });
    expect(loaded.counts).toEqual({
      merchant: count(35),
      brand: count(0),
      card_type: count(50),
      customer: count(6),
      card: count(70),
      card_transaction: count(140),
    });
    expect(loaded.refused).toEqual([]);
    expect({ ...checked, batchId: loaded.batchId, state: "loaded" }).toEqual(loaded);
    expect(loaded).toMatchObject({ firstOn: "2016-01-20", lastOn: "2020-07-25" });
  });

  it("has its dirt reported", () => {
    expect(loaded.notices.map((notice) => notice.text)).toEqual(
      expect.arrayContaining([
        'The header "gc-type-code" stands over columns 1 and 3.',
        "Rows have 8 fields, but the header names only 7: it cannot be trusted, map by place.",
        "Name: spaces around one value were taken off (first on line 35).",
        "Name: spaces around one value were taken off (first on line 50).",
        "6 customers have the one e-mail address j…@email.com.",
        "The post code 78240 stands with 6 different cities.",
        "70 cards have an expiry date although the funds of their type never expire: what is left on them is owed on.",
        "50 card types carry no brand; they show as unknown.",
      ]),
    );
  });

  it("keeps what it does not say unknown", async () => {
    expect(
      await rows(scope, "select distinct brand_id, medium, has_expiry, issuer_type from silver.card_type"),
    ).toEqual([{ brand_id: null, medium: null, has_expiry: null, issuer_type: null }]);
    expect(await rows(scope, "select distinct jurisdiction, funds_expires_on from silver.card")).toEqual([
      { jurisdiction: "unknown", funds_expires_on: null },
    ]);
    expect(
      await rows(scope, "select business_model, count(*)::int as n from silver.card_type group by 1 order by 1"),
    ).toEqual([
      { business_model: "closed", n: 32 },
      { business_model: "open", n: 12 },
      { business_model: "semi-closed", n: 6 },
    ]);
  });

  it("gives the 32 published rates from its cards and transactions, truncated to two decimals", async () => {
    const found = await rows<{ line: string }>(
      scope,
      `select format('%s,%s,%s,%s,%s', code, to_char(sold / 100.0, 'FM990.00'), to_char((sold - used) / 100.0, 'FM990.00'),
         to_char(trunc((sold - used) * 100.0 / sold, 2), 'FM990.0000'), year) as line
       from (
         select y.code, extract(year from c.card_expires_on)::int as year, sum(t.amount) filter (where t.kind = 'sale') as sold,
           -coalesce(sum(t.amount) filter (where t.kind = 'redemption'), 0) as used
         from silver.card c join silver.card_type y on y.id = c.card_type_id
         join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id
         group by 1, 2
       ) rates`,
    );
    const published = text("historical-breakage-rate-data-v2.csv").trim().split("\n").slice(1);
    expect(published).toHaveLength(32);
    const recomputed = new Set(found.map((row) => row.line));
    expect(published.filter((line) => !recomputed.has(line))).toEqual([]);
  });

  it("changes nothing when it comes a second time, also in another order and under other names", async () => {
    const before = await dump(scope);
    const same = await load(scope, files, mapping);
    expect(same).toMatchObject({ state: "unchanged", batchId: loaded.batchId, notices: loaded.notices });
    expect(same.counts.card_transaction).toEqual({ read: 140, new: 0, updated: 0, repeated: 140, refused: 0 });
    const other = Object.fromEntries(
      Object.entries(files)
        .reverse()
        .map(([name, content]) => [name, `${content.trimEnd()}\r\n`]),
    );
    const again = await load(scope, other, mapping);
    expect(again.state).toBe("loaded");
    expect(again.counts.card_transaction).toEqual({ read: 140, new: 0, updated: 0, repeated: 140, refused: 0 });
    expect(again.counts.card).toEqual({ read: 70, new: 0, updated: 0, repeated: 70, refused: 0 });
    expect(await dump(scope)).toBe(before);
  });

  it("leaves every rollup equal to its recomputation", async () => {
    const { differences } = await withScope(scope, (tx) => verifyRollups(tx));
    expect(differences).toEqual([]);
  });
});

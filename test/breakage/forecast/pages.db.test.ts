import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { chooseMethod } from "@/lib/breakage/forecast/mutations/override";
import { getBackTestPage } from "@/lib/breakage/forecast/queries/back-test-page";
import { getMoved } from "@/lib/breakage/forecast/queries/moved";
import { getTypePage, type TypePage } from "@/lib/breakage/forecast/queries/type-page";
import { listVersionTotals } from "@/lib/breakage/forecast/queries/version-list";
import { causes, type Movement } from "@/lib/breakage/forecast/what-moved";
import { changeIn } from "@/lib/breakage/forecast-view/moved-view";
import { agesOf } from "@/lib/breakage/forecast-view/redemption-curve";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { NotFound } from "@/lib/errors";
import { findExport } from "@/lib/export/registry";
import { detailText } from "@/lib/identity/audit-text";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../../support/cards";
import { withForecast } from "../../support/forecast";

const now = new Date("2026-11-02T08:00:00Z");
let scope: Scope;
let stranger: Scope;
/** Dollars, with reloads and many brands; and euros at two dates. */
let dollars: number;
let euros: { earlier: number; later: number };
let pages: (TypePage & { readonly own: NonNullable<TypePage["own"]> })[];

/** What no code of ours does: an old version is made old. */
async function owner(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const connection = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  await work(connection).finally(() => connection.end());
}

async function make(currency: string, asOf?: string): Promise<number> {
  const { versions } = await makeForecasts(scope, { currency, ...(asOf ? { asOf } : {}) }, { now });
  const id = versions.find((version) => version.currency === currency)?.id;
  if (id === undefined) throw new Error(`no version in ${currency}`);
  return id;
}

const codesOf = (currency: string) =>
  withScope(scope, async (tx) =>
    (
      await tx.execute<{ code: string }>(
        sql`select code from silver.card_type where issuer_id = ${scope.issuerId} and currency = ${currency} order by 1`,
      )
    ).map(({ code }) => code),
  );

beforeAll(async () => {
  scope = await withForecast();
  await makeIssuer("ELSE");
  stranger = await scopeForOperator("ELSE");
  dollars = await make("USD");
  euros = { earlier: await make("EUR", "2026-06-30"), later: await make("EUR") };
  const found = [];
  for (const code of await codesOf("USD")) found.push(await getTypePage(scope, code, { version: dollars }));
  pages = found.flatMap((page) => (page.own ? [{ ...page, own: page.own }] : []));
}, 240_000);

describe("a card type's page", () => {
  it("has triangles whose first column and last diagonal are the rollup's value sold and what is open of it", async () => {
    const rollup = await withScope(scope, (tx) =>
      tx.execute<{ code: string; face: string; open: string }>(sql`
        select y.code, sum(r.sold + r.reloaded - r.refunded - r.fees + r.transferred + r.adjusted) as face,
          sum(r.sold + r.reloaded - r.refunded - r.fees + r.transferred + r.adjusted - r.redeemed) as open
        from gold.type_cohort r join silver.card_type y on y.id = r.card_type_id
        where r.issuer_id = ${scope.issuerId} and r.sale_month <= '2026-10-31' and r.activity_month <= '2026-10-31'
        group by y.code`),
    );
    const whole = pages.filter(({ own }) => own.issues.every((issue) => !issue.leftOut));
    expect(whole.length).toBeGreaterThan(30);
    expect(whole.some(({ own }) => own.cohorts.some(({ id }) => id.includes("/reload/")))).toBe(true);
    for (const { type, own } of whole) {
      for (const period of ["month", "quarter"] as const) {
        const cells = typeTriangle(own.cohorts, own.cut, own.ultimateAge, period)?.triangle.cells ?? [];
        const latest = cells.map((row) => row.findLast((cell) => cell !== null) ?? 0);
        const sums = [cells.map((row) => row[0] ?? 0), latest].map((column) => column.reduce((a, b) => a + b, 0));
        const { face, open } = rollup.find(({ code }) => code === type.code) ?? { face: null, open: null };
        expect([type.code, period, ...sums]).toEqual([type.code, period, Number(face), Number(open)]);
      }
    }
  });

  it("has kept with it what every method says, of which the one used says the page's own figure, but for cents of rounding", () => {
    expect(pages.length).toBeGreaterThan(40);
    for (const { type, own } of pages) {
      if (own.method === "category-blend") continue;
      const said = own.explanation?.byMethod[own.method] ?? Number.NaN;
      // Each of its quarters is rounded once, up or down.
      const quarters = own.report.ahead.byQuarter.length + own.report.past.length + 80;
      expect([type.code, Math.abs(said - Number(own.report.whole?.breakage)) < quarters]).toEqual([type.code, true]);
      expect(own.explanation?.band.low).toHaveLength(agesOf(own.cohorts, own.ultimateAge));
    }
  });

  it("of a version made before that was kept has its figures and no words of it, and a version made now is a new one", async () => {
    const [code = ""] = await codesOf("EUR");
    const before = euros.later;
    await owner(
      (sql) => sql`update gold.forecast_type set curve = curve - 'explanation' where forecast_id = ${before}`,
    );
    const page = await getTypePage(scope, code, { version: before });
    expect(page.own?.explanation).toBeNull();
    expect(page.own?.factors.length).toBeGreaterThan(0);
    euros = { ...euros, later: await make("EUR") };
    expect(euros.later).not.toBe(before);
    const [again, old] = await Promise.all(
      [euros.later, before].map((version) => getTypePage(scope, code, { version })),
    );
    expect(again?.own?.explanation).not.toBeNull();
    // What is explained is none of the figures: they are the same to the last bit.
    expect(again?.version?.resultHash).toBe(old?.version?.resultHash);
    expect(await make("EUR")).toBe(euros.later);
  });

  it("is there for a type that no version knows, and for a version of another currency, without figures", async () => {
    const [code = ""] = await codesOf("EUR");
    const page = await getTypePage(scope, code, { version: dollars });
    expect([page.type.code, page.version?.id, page.own]).toEqual([code, dollars, null]);
    const early = await getTypePage(scope, code, { asOf: "2020-01-31" });
    expect([early.version, early.own]).toEqual([null, null]);
  });

  it("of a code that no type has is not found", async () => {
    await expect(getTypePage(scope, "no-such-type", {})).rejects.toThrow(NotFound);
  });
});

describe("another issuer", () => {
  it("finds no type, no version, no back-test and nothing that moved, also after all of it was read by its owner", async () => {
    const [code = ""] = await codesOf("USD");
    const asked = { before: euros.earlier, after: euros.later, by: "brand" } as const;
    await getMoved(scope, asked);
    await expect(getTypePage(stranger, code, { version: dollars })).rejects.toThrow(NotFound);
    expect(await getMoved(stranger, asked)).toEqual({ status: "not-comparable" });
    expect(await listVersionTotals(stranger, "USD")).toEqual([]);
    expect((await getBackTestPage(stranger, { version: dollars })).version).toBeNull();
  });

  it("with a type of the same code sees its own type, without the other's version and choices", async () => {
    const [code = ""] = await codesOf("USD");
    await loadBatch(stranger, { types: [{ code }] });
    const page = await getTypePage(stranger, code, { version: dollars });
    expect([page.type.name, page.version, page.own, page.choices]).toEqual([`Type ${code}`, null, null, []]);
  });
});

describe("the back-test of a version", () => {
  it("is read too where old versions have it, among their whole figures, and by no stranger", async () => {
    const asked = { version: euros.earlier };
    const { report } = await getBackTestPage(scope, asked);
    expect(report?.status).toBe("ok");
    await owner(async (db) => {
      await db`update gold.forecast f set summary = summary || jsonb_build_object('backtest', b.report)
        from gold.forecast_backtest b where b.forecast_id = f.id and f.id = ${euros.earlier}`;
      await db`delete from gold.forecast_backtest where forecast_id = ${euros.earlier}`;
    });
    expect((await getBackTestPage(scope, asked)).report).toEqual(report);
    expect((await getBackTestPage(stranger, asked)).report).toBeNull();
  });
});

describe("what moved the total", () => {
  const sumOf = ({ parts }: Movement) => causes.reduce((sum, cause) => sum + parts[cause], 0n);

  it.each(["brand", "card-type"] as const)(
    "by %s has parts that are the change of each row and of the two totals",
    async (by) => {
      const found = await getMoved(scope, { before: euros.earlier, after: euros.later, by });
      if (found.status !== "ok") throw new Error(found.status);
      const { moved, before, after, isSameModel } = found;
      expect(moved.groups.length).toBeGreaterThan(1);
      for (const row of [...moved.groups, moved.total]) expect(sumOf(row), row.group).toBe(changeIn(row));
      expect(moved.groups.reduce((sum, row) => sum + row.after, 0n)).toBe(moved.total.after);
      expect(isSameModel).toBe(true);
      expect(Math.abs(Number(moved.total.after) - after.total.expectedBreakage)).toBeLessThanOrEqual(
        moved.groups.length,
      );
      expect([before.dataDate, after.dataDate]).toEqual(["2026-06-30", "2026-10-31"]);
    },
  );

  it("is the same whichever of the two is named first", async () => {
    const [one, other] = [
      await getMoved(scope, { before: euros.earlier, after: euros.later, by: "brand" }),
      await getMoved(scope, { before: euros.later, after: euros.earlier, by: "brand" }),
    ];
    expect(other).toEqual(one);
  });

  it("is not told of two currencies, or of a version that is not there", async () => {
    const none = { status: "not-comparable" };
    expect(await getMoved(scope, { before: dollars, after: euros.later, by: "brand" })).toEqual(none);
    expect(await getMoved(scope, { before: 999_999, after: euros.later, by: "brand" })).toEqual(none);
  });
});

describe("a choice of method", () => {
  it("is audited, waits for the next version, is used by it, and leaves the earlier version as it was", async () => {
    const [code = ""] = await codesOf("EUR");
    const before = await getTypePage(scope, code, {});
    const method = before.own?.method === "last-year-rate" ? "mature-rate" : "last-year-rate";
    await chooseMethod(scope, { cardType: code, method, reason: "The promotion of 2025 will not come again" });

    const waiting = await getTypePage(scope, code, {});
    expect(waiting.choices[0]).toMatchObject({ method, reason: "The promotion of 2025 will not come again" });
    expect([waiting.own?.method, waiting.own?.chosen]).toEqual([before.own?.method, null]);
    const [audited] = await withScope(scope, (tx) =>
      tx.execute<{ subject: string; detail: Record<string, unknown> }>(sql`
        select subject, detail from app.audit_event
        where issuer_id = ${scope.issuerId} and action = 'forecast.method-chosen' order by id desc limit 1`),
    );
    expect(audited?.subject).toBe(`card type ${code}`);
    expect(detailText(audited?.detail ?? {})).toBe(
      `method: automatic (${before.own?.method}) → ${method}; reason: The promotion of 2025 will not come again`,
    );

    const next = await make("EUR");
    const after = await getTypePage(scope, code, {});
    expect([after.version?.id, after.own?.method, after.own?.chosen]).toEqual([next, method, method]);
    expect(Number(after.own?.report.whole?.breakage)).toBeCloseTo(
      after.own?.explanation?.byMethod[method] ?? Number.NaN,
      -2,
    );
    const earlier = await getTypePage(scope, code, { version: before.version?.id });
    expect([earlier.own?.method, earlier.own?.chosen]).toEqual([before.own?.method, null]);
    const listed = await listVersionTotals(scope, "EUR");
    expect(
      listed.filter(({ id }) => [next, euros.later, euros.earlier].includes(id)).map(({ id, chosen }) => [id, chosen]),
    ).toEqual([
      [next, 1],
      [euros.later, 0],
      [euros.earlier, 0],
    ]);
  });
});

describe("files of these pages", () => {
  const prepare = (who: Scope, table: string, address: Record<string, string>) => {
    const source = findExport(table);
    if (!source) throw new Error(`${table} is not a table`);
    return source.prepare(who, address);
  };

  it("hold the factors and the triangle of the type in the page's own path", async () => {
    const [page] = pages;
    const path = typeHref(page?.type.code ?? "", {});
    const factors = await prepare(scope, "forecast-type-factors", { path, version: String(dollars) });
    expect(factors.count).toBe(Math.max(...(page?.own.cohorts ?? []).map(({ endAge }) => (endAge ?? 60) + 1)));
    expect((await prepare(scope, "forecast-type-triangle", { path, period: "month" })).count).toBeGreaterThan(10);
  });

  it("are not found for another issuer, or a path that names no type", async () => {
    const path = typeHref(pages[1]?.type.code ?? "", {});
    for (const table of ["forecast-type-factors", "forecast-type-triangle"]) {
      await expect(prepare(stranger, table, { path })).rejects.toThrow(NotFound);
      await expect(prepare(scope, table, { path: "/issuer/forecast" })).rejects.toThrow(NotFound);
    }
    for (const table of ["forecast-back-test-methods", "forecast-moved"]) {
      await expect(prepare(stranger, table, {})).rejects.toThrow(NotFound);
    }
    expect((await prepare(stranger, "forecast-versions", {})).count).toBe(0);
  });
});

import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { CardFacts } from "@/lib/escheat/card-facts";
import { kindOf } from "@/lib/escheat/card-kind";
import { determine } from "@/lib/escheat/determine";
import { cellJson } from "@/lib/escheat/forecast/cell-json";
import { escheatJson } from "@/lib/escheat/forecast/json";
import { cellParams, escheatParams } from "@/lib/escheat/forecast/schema";
import { whatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import { issuerFactsOf } from "@/lib/escheat/holder";
import { answerWhatIf } from "@/lib/escheat/mutations/answer-what-if";
import { type EscheatOutcome, makeEscheatForecasts, silentWatch } from "@/lib/escheat/mutations/make-forecast";
import { factsOf } from "@/lib/escheat/open-card";
import { readBasis } from "@/lib/escheat/queries/basis";
import { findCardDetermination } from "@/lib/escheat/queries/card-determination";
import { listEscheatTypes } from "@/lib/escheat/queries/card-types";
import { walkCards } from "@/lib/escheat/queries/cards";
import { listCellCards } from "@/lib/escheat/queries/cell-cards";
import { getEscheatForecast } from "@/lib/escheat/queries/forecast";
import { listEscheatVersions } from "@/lib/escheat/queries/forecast-versions";
import { loadHolder } from "@/lib/escheat/queries/holder";
import { loadRulebook } from "@/lib/escheat/queries/rulebook";
import { findWhatIfRun } from "@/lib/escheat/queries/what-if";
import { ruleAt } from "@/lib/escheat/rulebook";
import { findExport } from "@/lib/export/registry";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { escheatCardsResponse, escheatForecastResponse } from "@/lib/openapi/operations/escheat-forecast";
import { makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { withForecast } from "../../support/forecast";

const now = new Date("2026-11-02T08:00:00Z");
const asOf = "2026-10-31";
let scope: Scope;
let stranger: Scope;
let made: EscheatOutcome;

const versionOf = ({ versions }: EscheatOutcome, currency = "USD") => {
  const found = versions.find((one) => one.currency === currency);
  if (!found) throw new Error(`no version in ${currency}`);
  return found;
};
const ask = (query: Record<string, string> = {}) => getEscheatForecast(scope, escheatParams.parse(query));
const list = (query: Record<string, string | number>) => listCellCards(scope, cellParams.parse(query));

beforeAll(async () => {
  scope = await withForecast();
  await makeIssuer("ELSE");
  stranger = await scopeForOperator("ELSE");
  made = await makeEscheatForecasts(scope, {}, { now });
}, 240_000);

type Fact = { kind: string; on: string; amount: string; voided: boolean; counts: string };
type Plain = {
  id: string;
  type: number;
  sold: string;
  expires: string | null;
  place: string | null;
  zip: string | null;
  facts: Fact[];
};

/** Every card as a plain reading of its own facts has it, without a summary and without a query of the product. */
async function plainCards(until: string): Promise<CardFacts[]> {
  return withScope(scope, async (tx) => {
    const kinds = new Map((await listEscheatTypes(tx, scope)).map((type) => [type.id, kindOf(type)]));
    const rows = await tx.execute<Plain>(sql`
      select k.customer_id || '/' || k.id as id, k.card_type_id as type, k.sold_on::text as sold,
        coalesce(k.card_expires_on, k.funds_expires_on)::text as expires, h.jurisdiction as place, h.zip,
        (select jsonb_agg(jsonb_build_object('kind', t.kind, 'on', t.occurred_on, 'amount', t.amount::text, 'counts', t.counts_as,
            'voided', exists (select from silver.card_transaction v where v.customer_id = t.customer_id
              and v.card_id = t.card_id and v.kind = 'void' and v.corrects_id = t.id)))
          from silver.card_transaction t
          where t.customer_id = k.customer_id and t.card_id = k.id and t.occurred_on <= ${until}::date) as facts
      from silver.card k join silver.customer h on h.customer_id = k.customer_id
      where k.issuer_id = ${scope.issuerId} and k.sold_on <= ${until}::date`);
    return rows.flatMap((row): CardFacts[] => {
      const facts = row.facts ?? [];
      const kind = kinds.get(row.type);
      if (!kind) throw new Error("a card without a type");
      const last = (wanted: string) =>
        facts
          .filter((one) => one.kind === wanted && !one.voided)
          .map(({ on }) => on)
          .sort()
          .at(-1) ?? null;
      const sum = (some: readonly Fact[]) => some.reduce((total, { amount }) => total + BigInt(amount), 0n);
      const balance = sum(facts);
      // Of what a state has had its share, the rest stays with the issuer.
      if (balance <= 0n || sum(facts.filter(({ counts }) => counts === "escheat")) !== 0n) return [];
      return [
        {
          ...kind,
          id: row.id,
          soldOn: row.sold,
          expiresOn: row.expires,
          lastLoadOn: last("reload"),
          lastUseOn: last("redemption"),
          lastEnquiryOn: last("enquiry"),
          lastContactOn: last("opened"),
          lastActivityOn: null,
          face: sum(facts.filter(({ counts }) => counts === "sale" || counts === "reload")),
          balance,
          ownerJurisdiction: row.place,
          ownerZip: row.zip,
          hasMailingAddress: false,
          soldIn: null,
        },
      ];
    });
  });
}

async function readCards(until: string, knownAt: string | null = null): Promise<CardFacts[]> {
  return withScope(scope, async (tx) => {
    const basis = await readBasis(tx, scope, { asOf: until, knownAt });
    const found: CardFacts[] = [];
    await walkCards(tx, basis.context, { asOf: until }, (cards) => {
      for (const card of cards) {
        const kind = basis.kinds.get(card.cardTypeId);
        if (kind) found.push({ ...factsOf(card, kind, `${card.customerId}/${card.cardId}`), hasMailingAddress: false });
      }
    });
    return found;
  });
}

const byId = (a: CardFacts, b: CardFacts) => (a.id < b.id ? -1 : 1);

describe("the cards of a portfolio", () => {
  it("are what a plain reading of their facts makes of them, today", async () => {
    const cards = await readCards(asOf);
    expect(cards.length).toBeGreaterThan(500);
    expect(cards.sort(byId)).toEqual((await plainCards(asOf)).sort(byId));
  });

  it("are so at a past date too, from the facts up to it", async () => {
    const cards = await readCards("2025-02-28");
    expect(cards.length).toBeGreaterThan(300);
    expect(cards.sort(byId)).toEqual((await plainCards("2025-02-28")).sort(byId));
  });

  it("as they were known before anything was loaded are none", async () => {
    expect(await readCards(asOf, "2000-01-01")).toEqual([]);
  });
});

describe("a version", () => {
  it("has in every cell what the full determination says of each card, added up", async () => {
    const [rulebook, holder, cards] = [await loadRulebook(scope), await loadHolder(scope), await plainCards(asOf)];
    const wanted = new Map<string, [number, bigint, bigint]>();
    for (const card of cards.filter(({ currency }) => currency === "USD")) {
      const one = determine(card, issuerFactsOf(holder), rulebook, { asOf });
      const year = one.outcome === "needs-counsel" ? 0 : (one.reportYear ?? 0);
      const key = `${one.jurisdiction}/${one.outcome}/${year}`;
      const [n, balance, claimed] = wanted.get(key) ?? [0, 0n, 0n];
      wanted.set(key, [n + 1, balance + card.balance, claimed + (one.amount ?? 0n)]);
    }
    const rows = await withScope(scope, (tx) =>
      tx.execute<{ key: string; cards: number; balance: string; claimed: string }>(sql`
        select jurisdiction || '/' || outcome || '/' || report_year as key, sum(cards)::int as cards,
          sum(balance)::text as balance, sum(claimed)::text as claimed
        from gold.escheat_forecast_cell where forecast_id = ${versionOf(made).id} group by 1`),
    );
    const kept = rows.map(
      ({ key, cards: n, balance, claimed }) => [key, [n, BigInt(balance), BigInt(claimed)]] as const,
    );
    expect(kept.length).toBeGreaterThan(50);
    expect(new Map(kept)).toEqual(wanted);
  });

  it("has parts that add up to its whole, by jurisdiction, year, outcome and card type", async () => {
    const { table } = await ask();
    const { total, byOutcome, jurisdictions, groups, years } = table;
    for (const key of ["balance", "claimed", "unmeasured", "foreseen"] as const) {
      const sum = (rows: readonly { readonly [K in typeof key]: bigint }[]) =>
        rows.reduce((all, row) => all + row[key], 0n);
      expect([key, sum(jurisdictions)]).toEqual([key, total[key]]);
      expect([key, sum(groups)]).toEqual([key, total[key]]);
      expect([key, sum(Object.values(byOutcome))]).toEqual([key, total[key]]);
    }
    expect(years.reduce((sum, { foreseen }) => sum + foreseen, 0n)).toBe(total.foreseen);
    expect(total.foreseen).toBeGreaterThan(0n);
    // Something is still redeemed before cards are presumed abandoned.
    expect(total.foreseen).toBeLessThan(total.claimed);
  });

  it("takes nothing where all cards are exempt, and holds back what is redeemed first nowhere else", async () => {
    const { table } = await ask();
    const rulebook = await loadRulebook(scope);
    const exempt = table.jurisdictions.filter(
      ({ jurisdiction }) => ruleAt(rulebook, jurisdiction, "closed-loop", asOf).claim.value === "exempt",
    );
    expect(exempt.length).toBeGreaterThan(5);
    const types = await withScope(scope, (tx) => listEscheatTypes(tx, scope));
    const closed = types.filter((type) => type.businessModel === "closed" && type.currency === "USD");
    for (const { jurisdiction } of exempt.slice(0, 6)) {
      const { table: own } = await ask({ state: jurisdiction, "card-type": closed[0]?.code ?? "" });
      expect([jurisdiction, own.total.claimed, own.total.foreseen]).toEqual([jurisdiction, 0n, 0n]);
    }
    for (const { foreseen, claimed, range, lawRange } of table.jurisdictions) {
      expect(foreseen).toBeLessThanOrEqual(claimed);
      expect(range.high).toBeLessThanOrEqual(Number(claimed));
      expect(lawRange.low).toBeLessThanOrEqual(lawRange.high);
    }
  });

  it("made again of equal data, rules and curves is the version that is there, with the same fingerprint", async () => {
    const again = await makeEscheatForecasts(scope, {}, { now: new Date(now.getTime() + 1_000) });
    expect(again.versions).toEqual(made.versions.map((one) => ({ ...one, state: "unchanged" })));
  });

  it("as of a day beyond the data is of the last day with data", async () => {
    const later = await makeEscheatForecasts(scope, { asOf: "2027-03-31", currency: "USD" }, { now });
    expect(later).toEqual({ escheatAsOf: asOf, versions: [{ ...versionOf(made), state: "unchanged" }] });
  });

  it("that is cancelled half-way leaves nothing", async () => {
    const before = await listEscheatVersions(scope, "USD");
    const watch = {
      ...silentWatch,
      throwIfCancelled: () => {
        throw new Error("cancelled by hand");
      },
    };
    await expect(makeEscheatForecasts(scope, { asOf: "2026-09-30", currency: "USD" }, { now, watch })).rejects.toThrow(
      "cancelled by hand",
    );
    expect(await listEscheatVersions(scope, "USD")).toEqual(before);
  });

  it("without a breakage forecast expects all that is claimed, and gives no range", async () => {
    const { summary, table } = await ask({ currency: "EUR" });
    expect(summary?.forecastTo).toBeNull();
    expect(table.total.foreseen).toBe(table.total.claimed);
    expect([table.total.range.low, table.total.range.high]).toEqual([
      Number(table.total.claimed),
      Number(table.total.claimed),
    ]);
  });

  it("cannot be changed by the application", async () => {
    for (const name of ["escheat_forecast", "escheat_forecast_cell", "escheat_forecast_reading"]) {
      const change = withScope(scope, (tx) => tx.execute(sql.raw(`delete from gold.${name}`)));
      await expect(change, name).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });
});

describe("an own version of a rule", () => {
  it("moves the cards of its jurisdiction in the next forecast, and no others", async () => {
    const rule = ruleAt(await loadRulebook(scope), "US-NY", "closed-loop", asOf);
    const before = await ask();
    const own = { ...rule, version: 1, dormancyYears: { ...rule.dormancyYears, value: 2 } };
    await withScope(scope, (tx) =>
      tx.execute(sql`
        insert into app.escheat_rule (issuer_id, jurisdiction, property, version, rule, reason, created_by_name, created_at)
        values (${scope.issuerId}, 'US-NY', 'closed-loop', 1, ${JSON.stringify(own)}::jsonb, 'test', 'test', now())`),
    );
    const changed = await makeEscheatForecasts(scope, { currency: "USD" }, { now: new Date(now.getTime() + 2_000) });
    expect(versionOf(changed).state).toBe("made");
    const after = await ask();
    const rows = (report: typeof before, mine: boolean) =>
      report.table.jurisdictions.filter(({ jurisdiction }) => (jurisdiction === "US-NY") === mine);
    const plain = (row: (typeof before.table.jurisdictions)[number]) => [
      row.jurisdiction,
      row.years,
      row.exempt,
      row.counsel,
    ];
    expect(rows(after, false).map(plain)).toEqual(rows(before, false).map(plain));
    expect(rows(after, true).map(plain)).not.toEqual(rows(before, true).map(plain));
  });
});

describe("the cards behind a cell", () => {
  it("add up to it in cards, balance, claim and expectation, for every jurisdiction and year", async () => {
    const { table } = await ask();
    const cells = table.jurisdictions.flatMap(({ jurisdiction, years }) =>
      years.map((year) => ({ jurisdiction, ...year })),
    );
    expect(cells.length).toBeGreaterThan(40);
    for (const cell of cells.slice(0, 25)) {
      const { totals, kept, isOtherLaw } = await list({ state: cell.jurisdiction, year: cell.reportYear, limit: 1 });
      expect([totals.cards, totals.balance, totals.claimed]).toEqual([cell.cards, cell.balance, cell.claimed]);
      expect(kept).toEqual({ cards: cell.cards, balance: cell.balance, claimed: cell.claimed });
      expect(totals.expected).toBe(cell.foreseen);
      expect(isOtherLaw).toBe(false);
    }
  });

  it("are walked page by page, each once", async () => {
    const whole = await list({ state: "US-TX", limit: 500 });
    expect(whole.items.length).toBeGreaterThan(20);
    const walked: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await list({ state: "US-TX", limit: 7, ...(cursor ? { cursor } : {}) });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(walked).toEqual(whole.items.map(({ id }) => id));
  });

  it("determined by other rules than the version's say so", async () => {
    const page = await list({ state: "US-NY", version: versionOf(made).id });
    expect(page.isOtherLaw).toBe(true);
    expect(page.totals.cards).toBe(page.kept?.cards);
  });

  it("answer as the API describes them, and so does the forecast", async () => {
    const through = (value: object) => JSON.parse(JSON.stringify(value)) as unknown;
    asDescribed(escheatCardsResponse, through(cellJson(await list({ state: "US-TX", limit: 5 }))));
    asDescribed(escheatForecastResponse, through(escheatJson(await ask({ by: "brand" }))));
  });
});

describe("what if", () => {
  const ofOne = async (question: object) =>
    answerWhatIf(scope, whatIfInput.parse({ asOf, currency: "USD", ...question }), {
      watch: silentWatch,
      transaction: (work) => withScope(scope, work, { readOnly: true }),
    });

  it("begins with what the newest version says, and moves only what the question is about", async () => {
    const { table } = await ask();
    const { total, cards, rows } = await ofOne({ change: "rule", state: "US-IL", dormancyYears: 3 });
    expect(cards).toBe(table.total.cards);
    expect([total.before.claimed, total.before.expected]).toEqual([
      String(table.total.claimed),
      String(table.total.foreseen),
    ]);
    expect(new Set(rows.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set(["US-IL"]));
  });

  it("another state of incorporation takes along exactly the cards whose owner nobody knows", async () => {
    const unknown = (await plainCards(asOf)).filter(
      ({ currency, ownerJurisdiction }) =>
        currency === "USD" && (ownerJurisdiction === null || !ownerJurisdiction.startsWith("US-")),
    );
    const { rows } = await ofOne({ change: "incorporation", to: "US-NV" });
    const delaware = rows.filter(({ jurisdiction }) => jurisdiction === "US-DE");
    const left = delaware.reduce((sum, { before, after }) => sum + before.cards - after.cards, 0);
    expect(left).toBe(unknown.length);
  });
});

describe("one card", () => {
  it("says the same as the list does, with a sentence for every step and that reminders never count", async () => {
    const [card] = (await list({ state: "US-TX", outcome: "not-yet", limit: 1 })).items;
    if (!card) throw new Error("no card");
    const found = await findCardDetermination(scope, card.id, {});
    if (!found || "fault" in found) throw new Error("not determined");
    expect([found.determination.jurisdiction, found.determination.amount, found.determination.reportYear]).toEqual([
      card.jurisdiction,
      card.claimed,
      card.reportYear,
    ]);
    expect(new Set(found.determination.reasons.map(({ topic }) => topic)).size).toBeGreaterThan(6);
  });

  it("nobody has is none", async () => {
    expect(await findCardDetermination(scope, "no such card", {})).toBeNull();
  });
});

describe("files", () => {
  it.each(["escheat-places", "escheat-groups", "escheat-cells", "escheat-counsel", "escheat-cards", "escheat-what-if"])(
    "%s holds as many rows as it says",
    async (name) => {
      const prepared = await findExport(name)?.prepare(scope, { state: "US-TX" });
      let text = "";
      for await (const piece of prepared?.csv() ?? []) text += piece;
      const lines = text.trim().split("\r\n").length - 1;
      expect(lines).toBe(prepared?.count);
      if (name !== "escheat-what-if") expect(lines).toBeGreaterThan(0);
    },
  );
});

describe("another issuer", () => {
  it("finds no version, no cell, no card and no question, and has none of its own", async () => {
    const { id } = versionOf(made);
    const [card] = (await list({ state: "US-TX", limit: 1 })).items;
    const theirs = await getEscheatForecast(stranger, escheatParams.parse({ version: String(id) }));
    expect([theirs.version, theirs.table.total.cards, theirs.table.jurisdictions]).toEqual([null, 0, []]);
    expect(await listEscheatVersions(stranger, "USD")).toEqual([]);
    const cells = await listCellCards(stranger, cellParams.parse({ version: String(id) }));
    expect([cells.version, cells.items, cells.totals.cards]).toEqual([null, [], 0]);
    expect(await findCardDetermination(stranger, card?.id ?? "", {})).toBeNull();
    const question = whatIfInput.parse({ asOf, currency: "USD", state: "US-IL", dormancyYears: 3 });
    expect(await findWhatIfRun(stranger, question)).toBeNull();
    await expect(makeEscheatForecasts(stranger, {}, { now })).rejects.toThrow("There is no data yet");
  });
});

import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { answerWhatIf } from "@/lib/escheat/mutations/answer-what-if";
import { makeEscheatForecasts, silentWatch } from "@/lib/escheat/mutations/make-forecast";
import { Portfolio } from "@/lib/escheat/portfolio";
import { readBasis } from "@/lib/escheat/queries/basis";
import { cardsQuery, walkCards } from "@/lib/escheat/queries/cards";
import type { Scope } from "@/lib/identity/scope";
import { type Bench, finding, requireEqual } from "./bench";
import { alone, measurePairs } from "./pairs";
import { peakMemory } from "./peak-memory";

const AT_ONCE = 4_000;

const read = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => withScope(scope, work, { readOnly: true });

/** The same rows through the same driver, and nothing done with them. */
const scanned = (scope: Scope) =>
  read(scope, async (tx) => {
    const { context, asOf } = await readBasis(tx, scope, {});
    await tx.execute(sql`declare bench_card no scroll cursor for ${cardsQuery(context, { asOf })}`);
    let cards = 0;
    for (;;) {
      const rows = await tx.execute(sql.raw(`fetch forward ${AT_ONCE} from bench_card`));
      cards += rows.length;
      if (rows.length < AT_ONCE) return cards;
    }
  });

const determined = (scope: Scope) =>
  read(scope, async (tx) => {
    const basis = await readBasis(tx, scope, {});
    const portfolio = new Portfolio(basis);
    await walkCards(tx, basis.context, { asOf: basis.asOf }, (cards) => {
      for (const card of cards) portfolio.add(card);
    });
    return portfolio.all().reduce((sum, { cards }) => sum + cards, 0);
  });

const asked = (scope: Scope) =>
  read(scope, async (tx) => {
    const { asOf } = await readBasis(tx, scope, {});
    const question = { change: "rule", property: "closed-loop", state: "US-NY", dormancyYears: 3 } as const;
    const transaction = <T>(work: (own: Tx) => Promise<T>) => work(tx);
    const { cards } = await answerWhatIf(
      scope,
      { ...question, asOf, currency: scope.issuer.currency },
      { watch: silentWatch, transaction },
    );
    return cards;
  });

export const determinationBench: Bench = {
  id: "G1",
  summary: "whose law every card falls under ÷ a sequential scan that reads the same columns; memory",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(Math.max(1_000, Math.round(1_000_000 * scale)));
    const scope = await shop.scope(database, "DEMO");
    return shop.use(database, async () => {
      const seconds = async (work: () => Promise<unknown>) => {
        const started = performance.now();
        await work();
        return (performance.now() - started) / 1000;
      };
      requireEqual("open cards", await determined(scope), await scanned(scope));
      const { result, peakMb } = await peakMemory(() =>
        measurePairs(
          () => seconds(() => determined(scope)),
          () => seconds(() => scanned(scope)),
        ),
      );
      const cards = await scanned(scope);
      const whatIf = await seconds(() => asked(scope));
      const whole = await seconds(() => makeEscheatForecasts(scope, {}, { now: new Date() }));
      log(`${cards} open cards; what if ${whatIf.toFixed(1)} s, the whole forecast ${whole.toFixed(1)} s`);
      const detail = { openCards: cards, whatIfSeconds: whatIf, forecastSeconds: whole };
      return [
        finding("determination ÷ scan", "at most 3", result, (ratio) => ratio <= 3, detail),
        finding("MB of memory", "at most 512", alone(peakMb), (mb) => mb <= 512),
      ];
    });
  },
};

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { type Headline, headlineOf } from "@/lib/breakage/card-score/headline";
import { type Learnt, learnCards } from "@/lib/breakage/card-score/mutations/learn";
import { scoreOpenCards } from "@/lib/breakage/card-score/mutations/score-cards";
import { createTypeTable, listSoldTypes, type SoldType } from "@/lib/breakage/card-score/queries/card-types";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthOf } from "@/lib/breakage/forecast/months";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import type { Scope } from "@/lib/identity/scope";
import { type Bench, finding, requireEqual } from "./bench";
import { type Pair, ratioOf } from "./pairs";

const PAIRS = 5;
/** The demo's last day. */
const AS_OF = "2026-10-31";

type Prepared = { headline: Headline & { forecastId: null }; learnt: Learnt; types: SoldType[]; learning: number };

/** The forecast and the model once: they take the same time for ten thousand cards as for ten million. */
async function prepare(scope: Scope): Promise<Prepared> {
  return withScope(scope, async (tx) => {
    await tx.execute(sql`set local work_mem = '192MB'`);
    const { currency } = scope.issuer;
    const book = await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate: AS_OF });
    const cut = monthOf(AS_OF);
    const forecast = forecastBreakage(book.at(cut), { cut, seed: 7 });
    if (forecast.status !== "ok") throw new Error(`no forecast of the demo: ${forecast.status}`);
    const ids = new Map(forecast.cohorts.map(({ id, type }) => [type, book.get(id)?.cardTypeId ?? 0]));
    const headline = {
      ...headlineOf(
        forecast,
        (month) => book.at(month),
        currency,
        (code) => ids.get(code) ?? 0,
      ),
      forecastId: null,
    };
    const types = (await listSoldTypes(tx, scope, AS_OF)).filter(({ id }) => headline.hazards.typeIds.has(id));
    await createTypeTable(tx, types);
    const started = performance.now();
    const learnt = await learnCards(tx, scope, AS_OF, types, [headline]);
    if ("status" in learnt) throw new Error(`no model of the demo's cards: ${learnt.status}`);
    return { headline, learnt, types, learning: (performance.now() - started) / 1000 };
  });
}

export const cardScoreBench: Bench = {
  id: "F2",
  summary: "scores of single cards per second, written",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(Math.max(1_000, Math.round(1_000_000 * scale)));
    const scope = await shop.scope(database, "DEMO");
    return shop.use(database, async () => {
      const { headline, learnt, types, learning } = await prepare(scope);
      log(`learnt in ${learning.toFixed(1)} s from ${learnt.model.months} card-months`);
      const pairs: Pair[] = [];
      let [cards, scores] = [0, 0];
      let hash: string | undefined;
      for (let i = 0; i <= PAIRS; i += 1) {
        const started = performance.now();
        const made = await withScope(scope, async (tx) => {
          await tx.execute(sql`set local work_mem = '192MB'`);
          await createTypeTable(tx, types);
          return scoreOpenCards(tx, scope, { asOf: AS_OF, headlines: [headline] }, learnt);
        });
        const seconds = (performance.now() - started) / 1000;
        requireEqual("the same scores every time", made.resultHash, hash ?? made.resultHash);
        hash = made.resultHash;
        [cards, scores] = [made.cards, made.cells];
        if (i > 0) pairs.push({ a: made.cards / seconds, b: 1 });
      }
      return [
        finding(
          "cards scored and written per second",
          "at least 100,000",
          ratioOf(pairs),
          (speed) => speed >= 100_000,
          {
            cards,
            scores,
            learningSeconds: learning,
          },
        ),
      ];
    });
  },
};

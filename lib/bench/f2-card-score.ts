import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Learnt } from "@/lib/breakage/card-score/learning";
import { learnCards } from "@/lib/breakage/card-score/mutations/learn";
import { type ScoreInput, scoreOpenCards } from "@/lib/breakage/card-score/mutations/score-cards";
import { createTypeTable, listSoldTypes, type SoldType } from "@/lib/breakage/card-score/queries/card-types";
import { readHeadline } from "@/lib/breakage/card-score/queries/headlines";
import { readBasis } from "@/lib/breakage/card-score/queries/scored";
import { type RunTask, withThread } from "@/lib/breakage/forecast/mutations/in-thread";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { listNewestVersions } from "@/lib/breakage/forecast/queries/versions";
import type { Scope } from "@/lib/identity/scope";
import { type Bench, finding, requireEqual } from "./bench";
import { type Pair, ratioOf } from "./pairs";

const PAIRS = 5;
const IN_MEMORY = sql`set local work_mem = '192MB'`;

type Prepared = { input: ScoreInput; types: SoldType[]; learnt: Learnt; learning: number };

/** The forecasts and the model once: they take the same time for ten thousand cards as for ten million. */
async function prepare(scope: Scope, run: RunTask): Promise<Prepared> {
  const { dataDate: asOf } = await makeForecasts(scope, {}, { now: new Date() });
  return withScope(scope, async (tx) => {
    await tx.execute(IN_MEMORY);
    const versions = (await listNewestVersions(tx, scope)).filter(({ status }) => status === "ok");
    const sold = await listSoldTypes(tx, scope, asOf);
    const basis = await readBasis(tx, scope, versions, sold);
    const headlines = [];
    for (const version of versions) headlines.push(await readHeadline(tx, scope, version));
    const known = new Set(headlines.flatMap(({ typeIds }) => Object.values(typeIds)));
    const types = sold.filter(({ id }) => known.has(id));
    await createTypeTable(tx, types);
    const started = performance.now();
    const learnt = await learnCards(tx, scope, { asOf, headlines }, types, run);
    if ("status" in learnt) throw new Error(`no model of the demo's cards: ${learnt.status}`);
    return { input: { asOf, headlines, basis, sold }, types, learnt, learning: (performance.now() - started) / 1000 };
  });
}

export const cardScoreBench: Bench = {
  id: "F2",
  summary: "scores of single cards per second, written",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(Math.max(1_000, Math.round(1_000_000 * scale)));
    const scope = await shop.scope(database, "DEMO");
    const measure = async (run: RunTask) => {
      const { input, types, learnt, learning } = await prepare(scope, run);
      log(`learnt in ${learning.toFixed(1)} s from ${learnt.model.months} card-months`);
      const pairs: Pair[] = [];
      let [cards, scores] = [0, 0];
      let hash: string | undefined;
      let firstSeconds = 0;
      for (let i = 0; i <= PAIRS; i += 1) {
        const started = performance.now();
        const made = await withScope(scope, async (tx) => {
          await tx.execute(IN_MEMORY);
          return scoreOpenCards(tx, scope, { ...input, types }, learnt, run);
        });
        const seconds = (performance.now() - started) / 1000;
        requireEqual("the same scores every time", made.resultHash, hash ?? made.resultHash);
        hash = made.resultHash;
        [cards, scores] = [made.cards, made.cells];
        // The first run finds no scores, all others those of before, as every run of an issuer but its first.
        if (i === 0) firstSeconds = seconds;
        else pairs.push({ a: made.cards / seconds, b: 1 });
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
            firstSeconds,
            learningSeconds: learning,
          },
        ),
      ];
    };
    return shop.use(database, () => withThread(() => {}, measure));
  },
};

import { withScope } from "@/db/client";
import type { ComputeInput } from "@/lib/breakage/forecast/compute";
import { computeTogether, threadsFor } from "@/lib/breakage/forecast/mutations/compute-together";
import { withThreads } from "@/lib/breakage/forecast/mutations/in-thread";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { readInput } from "@/lib/breakage/forecast/queries/input";
import { readLoads } from "@/lib/breakage/forecast/queries/load-dates";
import { createReloadedCards } from "@/lib/breakage/forecast/queries/reloaded-cards";
import { listSegments } from "@/lib/breakage/queries/cut";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type Bench, type Finding, finding } from "./bench";
import { alone, type Pair, ratioOf } from "./pairs";
import { peakMemory } from "./peak-memory";

const CARDS = 1_000_000;
const PAIRS = 3;
const CURRENCY = "USD";

export const forecastBench: Bench = {
  id: "F1",
  summary:
    "a whole forecast of 1,000,000 cards, its tests on the past included: seconds, memory, and seconds per cohort",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(Math.round(CARDS * scale));
    const scope = await shop.scope(database, "DEMO");
    let untilStored = 0;
    const watch = {
      step: async <T>(name: string, work: () => Promise<T>) => {
        const started = performance.now();
        const result = await work();
        const seconds = (performance.now() - started) / 1000;
        if (name !== "spreading") untilStored += seconds;
        log(`${name}: ${seconds.toFixed(1)} s`);
        return result;
      },
      progress: () => {},
      throwIfCancelled: () => {},
    };
    return shop.use(database, async () => {
      const started = performance.now();
      const { result, peakMb } = await peakMemory(() => makeForecasts(scope, {}, { now: new Date(), watch }));
      const seconds = (performance.now() - started) / 1000;
      const input = await readCohorts(scope, result.dataDate);
      return [
        finding(
          "seconds until all card types, brands and quarters are stored",
          "at most 20",
          alone(untilStored),
          (value) => value <= 20,
        ),
        finding("seconds with the shares of merchants, states and ages", "nothing said", alone(seconds), () => true),
        finding("MB of memory", "at most 1024", alone(peakMb), (value) => value <= 1024),
        finding(
          "arithmetic per cohort, all card types ÷ a quarter of them",
          "linear: at most 1.3",
          ratioOf(await measureCohorts(input)),
          (ratio) => ratio <= 1.3,
          { cohorts: input.entries.length },
        ),
      ] satisfies Finding[];
    });
  },
};

const readCohorts = (scope: Scope, dataDate: CivilDate): Promise<ComputeInput> =>
  withScope(scope, async (tx) => {
    const loads = await readLoads(tx, { issuerId: scope.issuerId, dataDate });
    const segments = await listSegments(tx, scope.issuerId);
    await createReloadedCards(tx, { issuerId: scope.issuerId, dataDate });
    return (await readInput(tx, scope, { currency: CURRENCY, dataDate, loads, segments })).input;
  });

/** Seconds per cohort of both sizes. The months are the same, so that both look back on the same past month ends. */
function measureCohorts(all: ComputeInput): Promise<Pair[]> {
  const types = [...new Set(all.entries.map(({ type }) => type))].sort();
  const chosen = new Set(types.filter((_, place) => place % 4 === 0));
  const quarter = { ...all, entries: all.entries.filter(({ type }) => chosen.has(type)) };
  return withThreads(
    threadsFor(all.entries.length),
    () => {},
    async (runs) => {
      const perCohort = async (input: ComputeInput) => {
        const started = performance.now();
        await computeTogether(input, runs);
        return (performance.now() - started) / 1000 / input.entries.length;
      };
      const pairs: Pair[] = [];
      for (let i = 0; i <= PAIRS; i += 1) {
        const pair = { a: await perCohort(all), b: await perCohort(quarter) };
        if (i > 0) pairs.push(pair);
      }
      return pairs;
    },
  );
}

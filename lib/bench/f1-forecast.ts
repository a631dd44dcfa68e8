import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { type Bench, type Finding, finding } from "./bench";
import { ratioOf } from "./pairs";
import { peakMemory } from "./peak-memory";

const CARDS = 1_000_000;

export const forecastBench: Bench = {
  id: "F1",
  summary: "a whole forecast of 1,000,000 cards, its tests on the past included: seconds, and memory",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(Math.round(CARDS * scale));
    const scope = await shop.scope(database, "DEMO");
    const watch = {
      step: <T>(name: string, work: () => Promise<T>) => {
        log(`${name} ...`);
        return work();
      },
      progress: () => {},
      throwIfCancelled: () => {},
    };
    const started = performance.now();
    const { peakMb } = await peakMemory(() =>
      shop.use(database, () => makeForecasts(scope, {}, { now: new Date(), watch })),
    );
    const seconds = (performance.now() - started) / 1000;
    const one = (value: number) => ratioOf([{ a: value, b: 1 }]);
    return [
      finding("seconds of a forecast", "at most 20", one(seconds), (value) => value <= 20),
      finding("MB of memory", "at most 1024", one(peakMb), (value) => value <= 1024),
    ] satisfies Finding[];
  },
};

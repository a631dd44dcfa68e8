import { planReminders } from "@/lib/notifications/optimiser/plan";
import { resolveParameters } from "@/lib/notifications/optimiser/resolve";
import { OPEN_RULES } from "@/lib/notifications/optimiser/simulation/policies";
import { drawUnits, SIMULATED_ON } from "@/lib/notifications/optimiser/simulation/population";
import type { PlanUnit } from "@/lib/notifications/optimiser/unit";
import { makeRandom } from "@/lib/statistics/random";
import { type Bench, finding, requireEqual } from "./bench";
import { alone, measurePairs, ratioOf } from "./pairs";
import { peakMemory } from "./peak-memory";

const PEOPLE = 200_000;
const HORIZON_DAYS = 60;
const PAIRS = 3;
/** A fifth of the people find a place and a seventh the money: all prices are at work. */
const limited = (people: number) => ({
  ...OPEN_RULES,
  dailyCapacity: Math.round(people / 5 / HORIZON_DAYS),
  budget: people / 7,
});

const plan = (units: readonly PlanUnit[], people: number) =>
  planReminders({
    units,
    parameters: resolveParameters([]),
    rules: limited(people),
    asOf: SIMULATED_ON,
    horizonDays: HORIZON_DAYS,
  });

export const optimiserBench: Bench = {
  id: "N1",
  summary:
    "a plan for 200,000 people with value at stake under capacity and budget: seconds, memory, and twice the people",
  async run({ scale, log }) {
    const [whole, half] = [Math.round(PEOPLE * scale), Math.round((PEOPLE * scale) / 2)];
    const { result, peakMb } = await peakMemory(async () => {
      const many = Array.from(drawUnits(whole, makeRandom("N1")), ({ unit }) => unit);
      const few = many.slice(0, Math.round(many.length / 2));
      const gains: number[] = [];
      const seconds = async (units: readonly PlanUnit[], people: number) => {
        const started = performance.now();
        const { gain, gap, messages } = plan(units, people);
        const took = (performance.now() - started) / 1000;
        log(
          `${people} people: ${messages} messages in ${took.toFixed(1)} s, at most ${(gap * 100).toFixed(2)} % from the best`,
        );
        if (people === whole) gains.push(gain);
        // A turn of the loop, so that the memory is looked at.
        await new Promise((resolve) => setTimeout(resolve, 60));
        return took;
      };
      const ratio = await measurePairs(
        () => seconds(many, whole),
        () => seconds(few, half),
        { pairs: PAIRS },
      );
      for (const gain of gains) requireEqual("the same plan every time", gain, gains[0]);
      return ratio;
    });
    const times = ratioOf(result.pairs.map(({ a }) => ({ a, b: 1 })));
    return [
      finding("seconds of a plan", "at most 60", times, (seconds) => seconds <= 60, { people: whole }),
      finding("twice the people ÷ once", "at most 2.3", result, (ratio) => ratio <= 2.3),
      finding("MB of memory", "at most 1024", alone(peakMb), (mb) => mb <= 1024),
    ];
  },
};

import type { Finding } from "@/lib/bench/bench";
import { benches } from "@/lib/bench/benches";
import { dropLeftovers, Workshop } from "@/lib/bench/workshop";
import { env } from "@/lib/env";
import { command, UsageError } from "./command";

const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** A ratio whose pairs lie too far apart is not printed: it would be believed. */
function line(id: string, { what, demand, ratio, low, high, pairs, holds }: Finding): string {
  const spread = `${digits(low)}–${digits(high)}, ${pairs} pair${pairs === 1 ? "" : "s"}`;
  if (holds === null)
    return `${id}  ?      ${what}: not reported, the pairs lie too far apart (${spread}); demanded ${demand}`;
  return `${id}  ${holds ? "holds" : "FAILS"}  ${what}: ${digits(ratio)} (${spread}); demanded ${demand}`;
}

export const commands = [
  command({
    name: "",
    summary: "Measures ratios on this machine in throw-away databases; exit code 1 when a demand is not met",
    arguments: [
      { name: "NAME", summary: benches.map((bench) => `${bench.id} (${bench.summary})`).join("; "), many: true },
    ],
    options: { scale: { type: "string", value: "S", default: "1", summary: "0.1 is a tenth of the size" } },
    run: async ({ values, args, note }) => {
      const scale = Number(values.scale);
      if (!(scale > 0 && scale <= 10)) throw new UsageError("--scale must be a number above 0, at most 10.");
      const unknown = args.find((arg) => !benches.some(({ id }) => id === arg.toUpperCase()));
      if (unknown) throw new UsageError(`There is no benchmark ${unknown}.`);
      const chosen = benches.filter(({ id }) => args.length === 0 || args.some((arg) => arg.toUpperCase() === id));
      await dropLeftovers(env().DATABASE_URL);
      const shop = new Workshop(env().DATABASE_URL, note);
      const results: ({ bench: string } & Finding)[] = [];
      try {
        for (const bench of chosen) {
          note(`${bench.id}: ${bench.summary}`);
          for (const found of await bench.run({ shop, scale, log: note })) {
            results.push({ bench: bench.id, ...found });
            note(line(bench.id, found));
          }
        }
      } finally {
        await shop.close();
      }
      return {
        json: {
          scale,
          results: results.map((found) => (found.holds === null ? { ...found, ratio: null } : found)),
        },
        text: results.map((found) => line(found.bench, found)).join("\n"),
        exitCode: results.some(({ holds }) => holds === false) ? 1 : 0,
      };
    },
  }),
];

import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { placeGroups } from "@/components/layout/navigation";
import { DEMO, signIn } from "./tenants";

/** What a page may bring before anything of it works, charts left out: they come when they are looked at. */
const MOST_BYTES = 250_000;
const places = placeGroups.flatMap((group) => group.places.map((place) => place.href));

let demo: APIRequestContext;
const sizes = new Map<string, { bytes: number; hasCharts: boolean }>();

test.beforeAll(async () => {
  demo = await signIn(DEMO);
});
test.afterAll(() => demo.dispose());

/** Every script that the page's first answer names: in its head, at its end, and for the parts of it that come alive. */
function scriptsIn(html: string): string[] {
  return [...new Set([...html.matchAll(/static\/chunks\/[^"'\\\s]+?\.js/g)].map(([path]) => `/_next/${path}`))];
}

async function weigh(script: string) {
  const known = sizes.get(script);
  if (known) return known;
  const answer = await demo.get(script);
  expect([script, answer.status()]).toEqual([script, 200]);
  const text = await answer.body();
  const found = { bytes: gzipSync(text).byteLength, hasCharts: text.includes("recharts-surface") };
  sizes.set(script, found);
  return found;
}

for (const place of places) {
  test(`${place} begins with at most 250 kB of JavaScript as it is sent, and without charts`, async () => {
    const answer = await demo.get(`${place}?issuer=DEMO`, { maxRedirects: 3 });
    expect(answer.status()).toBe(200);
    const scripts = scriptsIn(await answer.text());
    expect(scripts.length).toBeGreaterThan(3);
    const weights = await Promise.all(scripts.map(weigh));
    expect(scripts.filter((_, at) => weights[at]?.hasCharts)).toEqual([]);
    expect(weights.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });
}

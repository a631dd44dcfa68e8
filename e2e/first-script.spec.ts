import { type APIRequestContext, expect, test } from "@playwright/test";
import { placeGroups } from "@/components/layout/navigation";
import { DEMO, signIn } from "./tenants";

const places = placeGroups.flatMap((group) => group.places.map((place) => place.href));

let demo: APIRequestContext;
const known = new Map<string, boolean>();

test.beforeAll(async () => {
  demo = await signIn(DEMO);
});
test.afterAll(() => demo.dispose());

/** Every script that the page's first answer names: in its head, at its end, and for the parts of it that come alive. */
function scriptsIn(html: string): string[] {
  return [...new Set([...html.matchAll(/static\/chunks\/[^"'\\\s]+?\.js/g)].map(([path]) => `/_next/${path}`))];
}

async function drawsCharts(script: string): Promise<boolean> {
  const found = known.get(script);
  if (found !== undefined) return found;
  const answer = await demo.get(script);
  expect([script, answer.status()]).toEqual([script, 200]);
  const draws = (await answer.text()).includes("recharts-surface");
  known.set(script, draws);
  return draws;
}

for (const place of places) {
  test(`${place} begins without the library of charts: that comes when one is looked at`, async () => {
    const answer = await demo.get(`${place}?issuer=DEMO`, { maxRedirects: 3 });
    expect(answer.status()).toBe(200);
    const scripts = scriptsIn(await answer.text());
    expect(scripts.length).toBeGreaterThan(3);
    const draws = await Promise.all(scripts.map(drawsCharts));
    expect(scripts.filter((_, at) => draws[at])).toEqual([]);
  });
}

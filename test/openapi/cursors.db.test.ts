import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { createKey } from "@/lib/identity/mutations/keys";
import { insightNames } from "@/lib/insights/insight";
import { operations } from "@/lib/openapi/operations";
import { loadBatch, makeIssuer } from "../support/cards";

const root = path.resolve(import.meta.dirname, "../../app/api/v1");
const asOf = "2024-01-31";

/** The lists whose places are texts; people of a batch of reminders go on by a number, which none of these is. */
const paged = operations.filter((one) => one.query && "cursor" in one.query.shape && !one.path.startsWith("/notif"));
type List = { readonly name: string; readonly asked: Readonly<Record<string, string>> };
const lists = paged.flatMap(({ path: name, query }): List[] => {
  const dated: List["asked"] = "asOf" in (query?.shape ?? {}) ? { asOf } : {};
  if (name === "/cards") return ["unredeemed", "expiry"].map((order) => ({ name, asked: { of: "all", asOf, order } }));
  return [{ name, asked: name === "/insights/about-to-lapse" ? { ...dated, days: "3660" } : dated }];
});
const ids: Readonly<Record<string, string>> = { "/cards/{id}": "A", "/customers/{id}": "ann" };

let key = "";
beforeAll(async () => {
  const scope = await makeIssuer("PLACES");
  const card = { soldOn: "2023-01-02", expiresOn: "2026-01-31", jurisdiction: "US-WV" };
  await loadBatch(scope, {
    merchants: ["M1", "M2"],
    types: [
      { code: "T1", brand: "B1" },
      { code: "T2", brand: "B2" },
    ],
    customers: [
      { id: "ann", name: "Ann" },
      { id: "bob", name: "Bob" },
    ],
    cards: [
      { id: "A", type: "T1", customer: "ann", ...card },
      { id: "B", type: "T1", customer: "ann", ...card },
      { id: "C", type: "T2", customer: "bob", ...card },
    ],
    events: ["A", "B", "C"].flatMap((one) => [
      { id: `${one}-sale`, card: one, kind: "sale", amount: 5_000, on: "2023-01-02" } as const,
      { id: `${one}-use`, card: one, kind: "redemption", amount: -1_000, on: "2023-02-02" } as const,
    ]),
  });
  const scopes = ["card.read", "customer.read", "insight.read", "escheat.read"] as const;
  key = (await createKey(scope, { name: "test", scopes: [...scopes], days: 1 }, new Date())).key;
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
async function ask({ name, asked }: List, cursor?: string) {
  const insight = insightNames.find((one) => name === `/insights/${one}`);
  const folder = insight ? "/insights/[name]" : name.replaceAll(/\{(\w+)\}/g, "[$1]");
  const { GET } = (await import(path.join(root, folder, "route.ts"))) as { GET: Handler };
  const search = new URLSearchParams({ ...asked, limit: "1", ...(cursor ? { cursor } : {}) });
  const request = new Request(`http://localhost/api/v1${name}?${search}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const params: Record<string, string> = insight ? { name: insight } : name in ids ? { id: ids[name] ?? "" } : {};
  const response = await GET(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

it("every list of the API goes on by its own place and refuses the place of every other by the name of its parameter", async () => {
  expect(lists.length).toBeGreaterThan(10);
  const places: string[] = [];
  for (const list of lists) {
    const { body } = await ask(list);
    expect([list.name, typeof body.nextCursor], JSON.stringify(body)).toEqual([list.name, "string"]);
    places.push(body.nextCursor);
  }
  for (const [at, list] of lists.entries()) {
    for (const [of, cursor] of [...places, "7"].entries()) {
      const { status, body } = await ask(list, cursor);
      const said = [list.name, lists[of]?.name, status, body.errors?.[0].field];
      expect(said).toEqual([list.name, lists[of]?.name, ...(at === of ? [200, undefined] : [400, "cursor"])]);
    }
  }
});

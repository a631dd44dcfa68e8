/** A triangle and a survival table of one's own over REST: the figures of the command line, and its refusals. */
import { beforeAll, describe, expect, it } from "vitest";
import * as survivalRoute from "@/app/api/v1/survival/route";
import * as triangleRoute from "@/app/api/v1/triangle/route";
import { createKey } from "@/lib/identity/mutations/keys";
import { survivalResponse, triangleResponse } from "@/lib/openapi/operations/own-tables";
import { makeIssuer } from "../support/cards";
import { asDescribed } from "../support/described";
import { GEHAN } from "./survival/published";
import { RAA } from "./triangle/published-triangles";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let key = "";
let narrow = "";
beforeAll(async () => {
  const scope = await makeIssuer("OWN");
  const make = async (scopes: ("forecast.read" | "card.read")[]) =>
    (await createKey(scope, { name: "test", scopes, days: 1 }, new Date())).key;
  key = await make(["forecast.read"]);
  narrow = await make(["card.read"]);
});

async function post(handler: Handler, body: object, secret = key) {
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const request = new Request("http://localhost/api/v1/x", { method: "POST", headers, body: JSON.stringify(body) });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

const csvOf = ({ ages, origins, cells }: typeof RAA) =>
  [["origin", ...ages], ...cells.map((row, i) => [origins[i], ...row.map((cell) => cell ?? "")])]
    .map((line) => line.join(","))
    .join("\n");
const gehan = Object.entries(GEHAN).flatMap(([group, cards]) =>
  cards.map(({ time, event }) => `${time},${Number(event)},${group}`),
);
const survivalCsv = ["time,event,group", ...gehan].join("\n");

describe("POST /triangle", () => {
  it("answers as documented: RAA comes to 213122.23, reserve 52135.23 ± 26909.01, and one fall is said", async () => {
    const { status, body } = await post(triangleRoute.POST, { csv: csvOf(RAA), method: "chain-ladder" });
    expect(status).toBe(200);
    const { total, notes } = asDescribed(triangleResponse, body);
    expect(total.ultimate).toBeCloseTo(213122.23, 2);
    expect(total.standardError).toBeCloseTo(26909.01, 2);
    expect(notes).toEqual(["csv, line 3, column 8: the amount falls from 15599 to 15496, taken as a revision"]);
  });

  it("takes the options of the command line: σ log-linear 26880.74, four diagonals 19859.00, a premium of 40000 65536", async () => {
    const total = async (options: object) =>
      asDescribed(triangleResponse, (await post(triangleRoute.POST, { csv: csvOf(RAA), ...options })).body).total;
    const ladder = { method: "chain-ladder" };
    expect((await total({ ...ladder, lastSigma: "log-linear" })).standardError).toBeCloseTo(26880.74, 2);
    expect((await total({ ...ladder, diagonals: 4 })).standardError).toBeCloseTo(19859.0, 2);
    expect((await total({ ...ladder, tail: { factor: 1 } })).standardError).toBeCloseTo(26909.01, 2);
    const exposure = RAA.origins.map((origin) => `${origin},40000`).join("\n");
    expect(Math.round((await total({ method: "clark-weibull", exposure })).reserve)).toBe(65536);
  });

  it("refuses with the place what cannot be used, an input that is missing or of no use, and who may not read forecasts", async () => {
    const detail = async (body: object) => {
      const answer = await post(triangleRoute.POST, body);
      return [answer.status, answer.body.detail] as const;
    };
    const hole = "o,1,2,3\na,1,,3\nb,1,2\nc,1\n";
    expect(await detail({ csv: hole, method: "chain-ladder" })).toEqual([
      400,
      expect.stringContaining("csv, line 2, column 3: Origin a has no amount at age 2"),
    ]);
    expect((await detail({ csv: csvOf(RAA), method: "cape-cod" }))[1]).toContain("cape-cod needs an exposure");
    expect((await detail({ csv: csvOf(RAA), method: "chain-ladder", prior: 1 }))[1]).toContain(
      "has no use for a prior",
    );
    expect((await detail({ csv: csvOf(RAA), method: "oracle" }))[0]).toBe(400);
    expect((await post(triangleRoute.POST, { csv: csvOf(RAA), method: "chain-ladder" }, narrow)).status).toBe(403);
  });
});

describe("POST /survival", () => {
  it("answers as documented by group, with the log-rank test of 16.79 between them", async () => {
    const { status, body } = await post(survivalRoute.POST, { csv: survivalCsv, method: "kaplan-meier" });
    expect(status).toBe(200);
    const found = asDescribed(survivalResponse, body);
    if (!("logRank" in found)) throw new Error("there are groups");
    expect(body.logRank.statistic).toBeCloseTo(16.79, 2);
    expect([body.groups.mp6.median, body.groups.placebo.median, body.notes]).toEqual([23, 8, []]);
  });

  it("answers as documented by every method, of one group and of two", async () => {
    const one = ["time,event", ...GEHAN.mp6.map(({ time, event }) => `${time},${Number(event)}`)].join("\n");
    for (const method of ["kaplan-meier", "competing", "mixture-cure", "discrete-hazard"]) {
      for (const csv of [one, survivalCsv.replaceAll(/,placebo$/gm, ",mp6")]) {
        const { status, body } = await post(survivalRoute.POST, { csv, method });
        expect([method, status]).toEqual([method, 200]);
        asDescribed(survivalResponse, body);
      }
    }
    const cure = await post(survivalRoute.POST, { csv: one, method: "mixture-cure", distribution: "lognormal" });
    expect(cure.body.cureFraction).toBeCloseTo(0.41758, 5);
  });

  it("refuses cells that cannot be used with their place, and options of another method by their name", async () => {
    const bad = await post(survivalRoute.POST, { csv: "time,event\n3,1\nx,1\n", method: "kaplan-meier" });
    expect([bad.status, bad.body.detail]).toEqual([
      400,
      'csv, line 3, column 1: the time "x" is no number in plain digits',
    ]);
    const fields = async (options: object) => {
      const { body } = await post(survivalRoute.POST, { csv: survivalCsv, method: "kaplan-meier", ...options });
      return body.errors?.map(({ field }: { field: string }) => field);
    };
    expect(await fields({ period: 4 })).toEqual(["period"]);
    expect(await fields({ seed: "1" })).toEqual(["seed"]);
    expect(await fields({ errors: "resampled", weights: "frequency" })).toEqual(["errors"]);
    expect(await fields({ method: "discrete-hazard", covariates: ["time"] })).toEqual(["covariates"]);
    expect((await post(survivalRoute.POST, { csv: survivalCsv, method: "kaplan-meier" }, narrow)).status).toBe(403);
  });
});

import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { silentWatch } from "@/lib/breakage/forecast/mutations/make";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { startDueForecasts } from "@/lib/breakage/forecast/mutations/nightly";
import { chooseMethod } from "@/lib/breakage/forecast/mutations/override";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import type { Scope } from "@/lib/identity/scope";
import { cancelJob } from "@/lib/jobs/mutations";
import { makeSegments } from "../../support/cards";
import { makeSmallProgramme, NOW } from "./small-programme";

let scope: Scope;
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });

beforeAll(async () => {
  scope = await makeSmallProgramme("NIGHT");
}, 240_000);
afterAll(() => owner.end());

const make = () => makeForecastsAndScores(scope, {}, { now: NOW, watch: silentWatch });

/** How many runs the night would start; what it queued is taken back. */
async function due(): Promise<number> {
  const runs = await startDueForecasts(NOW, { anyHour: true });
  for (const run of runs) await cancelJob(scope, run);
  return runs.length;
}

it("with nothing changed since the last version no run is due", async () => {
  expect(await due()).toBe(1);
  await make();
  expect(await due()).toBe(0);
}, 240_000);

it("a method chosen makes a run due, and one given back another, which has the first version's figures to the bit", async () => {
  const [first] = await listVersions(scope, "USD");
  const methodNow = async () => {
    const { ahead } = await getForecast(scope, forecastParams.parse({ "card-type": "XA" }));
    return ahead.groups[0]?.method;
  };
  const automatic = await methodNow();
  const other = automatic === "bornhuetter-ferguson" ? "mature-rate" : "bornhuetter-ferguson";

  await chooseMethod(scope, { cardType: "XA", method: other, reason: "New terms" });
  expect(await due()).toBe(1);
  await make();
  expect([await due(), await methodNow()]).toEqual([0, other]);

  await chooseMethod(scope, { cardType: "XA", method: null, reason: "The old terms again" });
  expect(await due()).toBe(1);
  await make();
  expect([await due(), await methodNow()]).toEqual([0, automatic]);

  const [third, second] = await listVersions(scope, "USD");
  expect(third?.id).not.toBe(first?.id);
  expect(third?.dataHash).toBe(first?.dataHash);
  expect(third?.resultHash).toBe(first?.resultHash);
  expect(second?.resultHash).not.toBe(first?.resultHash);
}, 240_000);

it("other age segments make a run due", async () => {
  await makeSegments(scope, [{ name: "young", from: 0, to: 29 }]);
  expect(await due()).toBe(1);
  await make();
  expect(await due()).toBe(0);
}, 240_000);

it("a version made by another model makes a run due", async () => {
  await owner`update gold.forecast set parameters = jsonb_set(parameters, '{model}', '0') where issuer_id = ${scope.issuerId}`;
  expect(await due()).toBe(1);
  await make();
  expect(await due()).toBe(0);
}, 240_000);

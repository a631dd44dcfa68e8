import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { judgeTriangle } from "@/lib/breakage/forecast/mutations/judge";
import { silentWatch } from "@/lib/breakage/forecast/mutations/make";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { startDueForecasts } from "@/lib/breakage/forecast/mutations/nightly";
import { chooseMethod } from "@/lib/breakage/forecast/mutations/override";
import { getMoved } from "@/lib/breakage/forecast/queries/moved";
import { getTypePage } from "@/lib/breakage/forecast/queries/type-page";
import { listVersionTotals } from "@/lib/breakage/forecast/queries/version-list";
import { Conflict, NotFound } from "@/lib/errors";
import { detailText } from "@/lib/identity/audit-text";
import type { Scope } from "@/lib/identity/scope";
import { cancelJob } from "@/lib/jobs/mutations";
import { makeIssuer } from "../../support/cards";
import { makeSmallProgramme, NOW } from "./small-programme";

let scope: Scope;
let stranger: Scope;

beforeAll(async () => {
  scope = await makeSmallProgramme("JUDGE");
  stranger = await makeIssuer("ELSE");
}, 60_000);

const AGE = 1;
const judged = { leftOut: [{ sold: "2024-01", age: AGE }], settledAge: null };
const nothing = { leftOut: [], settledAge: null };

async function make(): Promise<number> {
  await makeForecastsAndScores(scope, {}, { now: NOW, watch: silentWatch });
  const [newest] = await listVersionTotals(scope, "USD");
  if (!newest) throw new Error("no version");
  return newest.id;
}

/** How many runs the night would start; what it queued is taken back. */
async function due(): Promise<number> {
  const runs = await startDueForecasts(NOW, { anyHour: true });
  for (const run of runs) await cancelJob(scope, run);
  return runs.length;
}

async function ownOf(version: number, code = "XA") {
  const { own } = await getTypePage(scope, code, { version });
  if (!own) throw new Error(`no ${code} in version ${version}`);
  return own;
}

const lastAudited = () =>
  withScope(scope, async (tx) => {
    const [row] = await tx.execute<{ subject: string; actor: string; detail: Record<string, unknown> }>(sql`
      select subject, actor, detail from app.audit_event
      where issuer_id = ${scope.issuerId} and action = 'forecast.triangle-judged' order by id desc limit 1`);
    return row && `${row.subject} by ${row.actor}: ${detailText(row.detail)}`;
  });

const keptOf = (version: number) =>
  withScope(scope, async (tx) => {
    const [row] = await tx.execute<{ parameters: object; recipe: object; result: string }>(sql`
      select parameters, inputs->'recipe' as recipe, result_hash as result from gold.forecast
      where issuer_id = ${scope.issuerId} and id = ${version}`);
    return row;
  });

it("a link left out makes a run due, is in the next version and no earlier one, is audited, and given back leaves the first figures to the bit", async () => {
  // A method that chains the type's own factors, whatever the back-test prefers.
  await chooseMethod(scope, { cardType: "XA", method: "open-balance", reason: "To see its own factors" });
  const first = await make();
  expect(await due()).toBe(0);

  await judgeTriangle(scope, { cardType: "XA", ...judged, reason: "A till was down" });
  expect(await lastAudited()).toBe(
    `card type XA by ${scope.actor}: reason: A till was down; leftOut: nothing → 2024-01 at age 1`,
  );
  expect(await due()).toBe(1);
  const second = await make();
  expect(await due()).toBe(0);

  const [before, after] = [await ownOf(first), await ownOf(second)];
  expect([before.judged, after.judged]).toEqual([nothing, judged]);
  // The method that was chosen before stays chosen.
  expect(after.chosen).toBe("open-balance");
  const seenAt = ({ factors }: typeof before, age: number) => factors.find((row) => row.age === age)?.cohorts ?? 0;
  expect(seenAt(after, AGE)).toBe(seenAt(before, AGE) - 1);
  expect(seenAt(after, AGE + 1)).toBe(seenAt(before, AGE + 1));
  expect(after.report.whole?.breakage).not.toBe(before.report.whole?.breakage);
  // What is kept beside it reads the triangle in the same way.
  expect(after.explanation?.byMethod["open-balance"]).not.toBe(before.explanation?.byMethod["open-balance"]);
  expect(after.explanation?.byMethod["open-balance"]).toBeCloseTo(Number(after.report.whole?.breakage), -2);
  expect((await listVersionTotals(scope, "USD")).map(({ id, chosen }) => [id, chosen])).toEqual([
    [second, 1],
    [first, 1],
  ]);

  const moved = await getMoved(scope, { before: first, after: second, by: "card-type" });
  if (moved.status !== "ok") throw new Error(moved.status);
  expect(moved.isSameModel).toBe(true);
  for (const { group, parts, before: was, after: is } of moved.moved.groups) {
    expect([group, parts.data, parts.redemptions, parts.sales, parts.curve]).toEqual([group, 0n, 0n, 0n, 0n]);
    expect(parts.method + parts.portfolio).toBe(is - was);
  }
  expect(moved.moved.groups.find(({ group }) => group === "XA")?.parts.method).not.toBe(0n);

  await judgeTriangle(scope, { cardType: "XA", ...nothing, reason: "The till was not down" });
  expect(await due()).toBe(1);
  const third = await make();
  const [one, three] = [await keptOf(first), await keptOf(third)];
  expect(third).not.toBe(first);
  expect(three).toEqual(one);
  expect(one?.parameters).not.toHaveProperty("judgements");
  expect(one?.recipe).not.toHaveProperty("judgements");
}, 120_000);

it("a tail that is cut is listed with who, when and why beside the method, and a method chosen later leaves it", async () => {
  await judgeTriangle(scope, { cardType: "YA", leftOut: [], settledAge: 14, reason: "Tills take none older" });
  await chooseMethod(scope, { cardType: "YA", method: "mature-rate", reason: "New terms" });
  const { choices } = await getTypePage(scope, "YA", {});
  expect(
    choices.map(({ method, leftOut, settledAge, reason, by }) => [method, leftOut, settledAge, reason, by]),
  ).toEqual([
    ["mature-rate", [], 14, "New terms", scope.actor],
    [null, [], 14, "Tills take none older", scope.actor],
  ]);
  expect(await lastAudited()).toContain("tail: carried on → nothing more from age 14 on");
});

it("what is so already is refused, and so is another issuer's type", async () => {
  await expect(
    judgeTriangle(scope, { cardType: "YA", leftOut: [], settledAge: 14, reason: "once more" }),
  ).rejects.toThrow(Conflict);
  await expect(judgeTriangle(scope, { cardType: "XB", ...nothing, reason: "nothing to give back" })).rejects.toThrow(
    Conflict,
  );
  await expect(judgeTriangle(stranger, { cardType: "XA", ...judged, reason: "none of theirs" })).rejects.toThrow(
    NotFound,
  );
  expect((await getTypePage(scope, "XB", {})).choices).toEqual([]);
});

it("of two people who choose at once neither undoes the other's", async () => {
  await Promise.all([
    judgeTriangle(scope, { cardType: "XB", ...judged, reason: "A till was down" }),
    chooseMethod(scope, { cardType: "XB", method: "open-balance", reason: "Its own factors" }),
  ]);
  const [newest] = (await getTypePage(scope, "XB", {})).choices;
  expect(newest).toMatchObject({ method: "open-balance", ...judged });
});

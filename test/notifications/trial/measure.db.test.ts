import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { resultCommands } from "@/lib/cli/notify-results";
import { NotFound } from "@/lib/errors";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { startMeasuringAction, takeLearnedAction } from "@/lib/notifications/actions/results";
import { takeLearned } from "@/lib/notifications/mutations/learn";
import { measureBatches } from "@/lib/notifications/mutations/measure";
import { startDueMeasurements } from "@/lib/notifications/mutations/measure-nightly";
import { listLearned } from "@/lib/notifications/queries/learned";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { getResult, listResults } from "@/lib/notifications/queries/results";
import { learnedJson, resultJson, resultListedJson } from "@/lib/notifications/trial/json";
import { sixDigits } from "@/lib/notifications/trial/learned";
import { batchLedgers, totalsOf } from "@/lib/notifications/trial/money";
import { resultListResponse, resultResponse } from "@/lib/openapi/operations/notification-results";
import { loadBatch, makeIssuer, type TestEvent } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { createIssuer as createOther } from "../../support/issuer";
import { requestAs } from "../../support/next-request";
import { auditOf, createPerson, signInAs } from "../../support/tenants";
import { insertScores, insertTrial, type TrialPerson } from "./trial-batch";

const NOW = new Date("2022-04-06T09:00:00Z");

let scope: Scope;
let batchId: number;

const sale = (card: string, amount: number): TestEvent => ({
  id: `S-${card}`,
  card,
  kind: "sale",
  amount,
  on: "2022-01-10",
});
const use = (id: string, card: string, amount: number, on: string, more: Partial<TestEvent> = {}): TestEvent => ({
  id,
  card,
  kind: "redemption",
  amount: -amount,
  on,
  ...more,
});

/** Four who are reminded, two of them in one mailbox, and three who are held out; measured from 2 to 31 March. */
const people: TrialPerson[] = [
  { customer: "r1", card: "R1", arm: "remind", value: 10_000, baseRate: 0.5 },
  { customer: "r2", card: "R2", arm: "remind", value: 5_000, baseRate: 0.2, reason: "escheat" },
  { customer: "r3", card: "R3", arm: "remind", value: 8_000, baseRate: 0.5, mailbox: "home@example.test" },
  {
    customer: "r4",
    card: "R4",
    arm: "remind",
    value: 2_000,
    baseRate: 0.5,
    mailbox: "home@example.test",
    outcome: "merged",
  },
  { customer: "k1", card: "K1", arm: "control", value: 4_000, baseRate: 0.5 },
  { customer: "k2", card: "K2", arm: "control", value: 10_000, baseRate: 0.1 },
  { customer: "k3", card: "K3", arm: "control", value: 10_000, baseRate: 0.1 },
];

beforeAll(async () => {
  scope = await makeIssuer("TRIAL", { timeZone: "America/New_York" });
  await loadBatch(scope, {
    recordedAt: "2022-04-06T06:00:00Z",
    types: [{ code: "GC" }],
    customers: people.map(({ customer }) => ({ id: customer, name: customer })),
    cards: [
      ...people.map(({ card, customer }) => ({ id: card, type: "GC", soldOn: "2022-01-10", customer })),
      { id: "R1-other", type: "GC", soldOn: "2022-01-10", customer: "r1" },
    ],
    events: [
      ...people.map(({ card, value }) => sale(card, value)),
      sale("R1-other", 7_000),
      use("first-day", "R1", 4_000, "2022-03-02", { spent: 6_000 }),
      use("card-of-no-batch", "R1-other", 7_000, "2022-03-03"),
      use("last-day", "R2", 1_000, "2022-03-31"),
      use("day-after", "R2", 500, "2022-04-01"),
      use("taken-back", "R3", 2_000, "2022-03-10", { spent: 2_500 }),
      use("in-the-same-house", "R4", 2_000, "2022-03-11"),
      use("held-out", "K1", 1_000, "2022-03-05", { spent: 1_000 }),
      use("day-before", "K2", 9_900, "2022-03-01"),
      use("till-here", "R1-other", 0, "2022-04-05"),
      { id: "void", card: "R3", kind: "void", amount: 2_000, on: "2022-03-12", corrects: "taken-back" },
    ],
  });
  batchId = await insertTrial(scope, people, { holdoutShare: 0.5, cost: 12 });
});

describe("a measurement", () => {
  it("adds up by mailbox what was redeemed within the horizon, both arms alike, and nothing else", async () => {
    await measureBatches(scope, { batchId }, { now: NOW });
    const { newest } = await getResult(scope, batchId);
    expect(newest).toMatchObject({ measuredOn: "2022-04-05", complete: true });
    expect(newest?.figures).toMatchObject({
      from: "2022-03-02",
      until: "2022-03-31",
      scoredOn: null,
      messages: 3,
      controlWrittenTo: 0,
    });
    // r1 40.00, r2 10.00, the house 20.00; expected of them 50.00, 10.00 and 40.00 + 10.00.
    expect(newest?.report.remind).toMatchObject({
      n: 3,
      people: 4,
      covariateSum: 11_000,
      covariateSumSquares: 51_000_000,
      redemptions: 4,
      withPurchase: 2,
      // r1 alone: what the house paid above was taken back, and of the rest of it no purchase is known.
      spending: {
        known: 1,
        more: 1,
        above: 2_000,
        aboveSquares: 4_000_000,
        paid: 4_000,
        paidSquares: 16_000_000,
        products: 8_000_000,
      },
      outcomes: {
        redeemed: { sum: 7_000, sumSquares: 21_000_000, productSum: 31_000_000 },
        any: { sum: 3 },
        above: { sum: 2_000 },
        toState: { sum: 1_000 },
      },
    });
    expect(newest?.report.control).toMatchObject({
      n: 3,
      people: 3,
      covariateSum: 4_000,
      spending: { known: 1, more: 0, above: 0, paid: 0 },
      outcomes: {
        redeemed: { sum: 1_000, sumSquares: 1_000_000, productSum: 2_000_000 },
        any: { sum: 1 },
        above: { sum: 0 },
      },
    });
    // 70.00/3 − 10.00/3.
    expect(newest?.report.effects?.redeemed.raw?.effect).toBeCloseTo(2_000, 9);
    expect(newest?.report.verdict).toBe("too-few");
    expect(newest?.figures.outcomes).toEqual({ sent: 3, merged: 1, "held-out": 3 });
  });

  it("counts what is rescued by the scores as soon as there are some of after the horizon, and keeps what it said before", async () => {
    await insertScores(scope, "2022-03-31", {
      R1: 1_000,
      R2: 2_000,
      R3: 500,
      R4: 500,
      K1: 3_000,
      K2: 5_000,
      K3: 4_000,
    });
    const before = (await getResult(scope, batchId)).newest;
    await measureBatches(scope, {}, { now: NOW });
    const { newest, measurements } = await getResult(scope, batchId);
    expect(measurements).toHaveLength(2);
    expect(measurements[1]).toEqual(before);
    expect(before?.report.basis).toBe("redeemed");
    expect(newest?.report.basis).toBe("scores");
    // 40.00/3 left per mailbox against 120.00/3.
    expect(newest?.report.effects?.left.raw?.effect).toBeCloseTo(-8_000 / 3, 9);
    expect(newest?.report.remind.outcomes.leftToState.sum).toBe(2_000);
    const ledgers = newest?.report.ledgers;
    expect(ledgers?.issuer.cost).toBe(6n);
    expect((ledgers?.issuer.breakage ?? 0n) + (ledgers?.states.avoided ?? 0n)).toBe(ledgers?.customers.rescued.value);
  });

  it("is listed with the batch, and the sum over batches is the sum of their pages", async () => {
    const rows = await listResults(scope);
    expect(rows.map((row) => row.batchId)).toEqual([batchId]);
    const own = (await getResult(scope, batchId)).newest?.report.ledgers;
    expect(totalsOf(rows.flatMap(batchLedgers)).net).toBe(own?.issuer.net);
    expect(await listResults(scope, { channel: "sms" })).toEqual([]);
  });

  it("goes out by REST as the document of the API says, amounts as text", async () => {
    const sent = (value: unknown) => JSON.parse(JSON.stringify(value));
    const items = (await listResults(scope)).map(resultListedJson);
    const learned = (await listLearned(scope)).map(learnedJson);
    expect(asDescribed(resultListResponse, sent({ items, learned })).items[0]).toMatchObject({
      batch: batchId,
      verdict: "too-few",
      measurement: {
        effects: expect.arrayContaining([expect.objectContaining({ outcome: "left", control: "40.00" })]),
      },
    });
    asDescribed(resultResponse, sent(resultJson(await getResult(scope, batchId))));
    const [command] = resultCommands;
    const answer = await command?.run({
      values: { issuer: "TRIAL", batch: String(batchId) },
      args: [],
      note: () => {},
    });
    asDescribed(resultResponse, sent(answer?.json));
    expect(answer?.text).toContain("An arm has fewer than 50 mailboxes.");
  });

  it("is of no other issuer, by any way", async () => {
    const stranger = await createOther();
    expect(await listResults(stranger)).toEqual([]);
    await expect(getResult(stranger, batchId)).rejects.toBeInstanceOf(NotFound);
    await loadBatch(stranger, {
      types: [{ code: "X" }],
      cards: [{ id: "X1", type: "X", soldOn: "2022-01-10" }],
      events: [sale("X1", 100)],
    });
    await expect(measureBatches(stranger, { batchId }, { now: NOW })).rejects.toBeInstanceOf(NotFound);
    expect((await measureBatches(stranger, {}, { now: NOW })).batches).toEqual([]);
  });

  it("stays open while somebody's days are to come, and of a stopped batch counts only those whose turn had come", async () => {
    const [r1, r2, , , k1, k2] = people;
    if (!r1 || !r2 || !k1 || !k2) throw new Error("there are seven people");
    const late = { dueAt: "2022-03-20T15:00:00Z" };
    const some: TrialPerson[] = [r1, { ...r2, ...late }, k1, { ...k2, ...late }];
    // Another batch, with nobody held out, writes to k1 meanwhile.
    const other = await insertTrial(scope, [{ ...k1, arm: "remind", dueAt: "2022-03-09T15:00:00Z" }], {
      holdoutShare: 0,
    });
    const running = await insertTrial(scope, some, { holdoutShare: 0.5 });
    const stopped = await insertTrial(scope, some, {
      holdoutShare: 0.5,
      state: "stopped",
      endedAt: "2022-03-10T00:00:00Z",
    });
    await measureBatches(scope, {}, { now: NOW });
    const open = (await getResult(scope, running)).newest;
    expect(open).toMatchObject({
      complete: false,
      figures: { until: "2022-04-18", controlWrittenTo: 1 },
      report: { verdict: "too-early", ledgers: null },
    });
    // `stopped` is younger and wrote to both of the reminded at the same moments; the oldest of all wrote to them before.
    expect(open?.figures).toMatchObject({
      remindWrittenTo: 2,
      laterBatches: [
        { batchId: other, control: 1, remind: 0 },
        { batchId: stopped, control: 0, remind: 2 },
      ],
    });
    const redeemed = (n: number, sum: number) => ({ n, outcomes: { redeemed: { sum } } });
    expect((await getResult(scope, stopped)).newest?.figures.laterBatches).toMatchObject([
      { batchId: other, control: 1, remind: 0, drawn: { control: { remind: redeemed(1, 1_000) } } },
    ]);
    // Of whom two batches drew the arms of both are kept, with what they did in the earlier one's days.
    const drawnBy = (of: typeof open, id: number) => of?.figures.laterBatches.find((one) => one.batchId === id)?.drawn;
    expect(drawnBy((await getResult(scope, batchId)).newest, running)).toMatchObject({
      remind: { remind: { ...redeemed(2, 5_000), covariateSum: 6_000 }, control: { n: 0 } },
      control: { remind: { n: 0 }, control: redeemed(2, 1_000) },
    });
    // r1 was in the days of the oldest of all, on whose page this stands already; the turn of r2 and k2 never came.
    expect(drawnBy(open, stopped)).toMatchObject({
      remind: { remind: { n: 0 }, control: { n: 0 } },
      control: { remind: { n: 0 }, control: redeemed(1, 1_000) },
    });
    expect((await getResult(scope, other)).newest?.report).toMatchObject({
      verdict: "no-control",
      ratio: null,
      ledgers: null,
    });
    const ended = (await getResult(scope, stopped)).newest;
    expect(ended).toMatchObject({
      complete: true,
      figures: { until: "2022-03-31" },
      report: { control: { n: 1 }, remind: { n: 1 } },
    });
    // An arm of one has no variance.
    expect(ended?.report.effects).toBeNull();
  });

  it("says that the sample ratio is broken when people of one arm are gone, and shows nothing else", async () => {
    const crowd = await makeCrowd("BROKEN", { control: 60, remind: 120 }, { control: 20, remind: 60 });
    const id = await insertTrial(crowd.scope, crowd.people, { holdoutShare: 0.1 });
    await measureBatches(crowd.scope, {}, { now: NOW });
    const report = (await getResult(crowd.scope, id)).newest?.report;
    expect(report).toMatchObject({ verdict: "ratio-broken", effects: null, ledgers: null });
  });
});

/** Many people with 10.00 each, of whom so many redeem all of it. */
async function makeCrowd(
  code: string,
  sizes: Record<"control" | "remind", number>,
  redeem: Record<"control" | "remind", number>,
  spent: (arm: "control" | "remind", i: number) => Partial<TestEvent> = () => ({}),
) {
  const of = await makeIssuer(code, { timeZone: "America/New_York" });
  const arms = (["control", "remind"] as const).flatMap((arm) =>
    Array.from({ length: sizes[arm] }, (_, i) => ({ arm, i, id: `${arm}-${i}`, redeems: i < redeem[arm] })),
  );
  await loadBatch(of, {
    recordedAt: "2022-04-06T06:00:00Z",
    types: [{ code: "GC" }],
    customers: arms.map(({ id }) => ({ id, name: id })),
    cards: arms.map(({ id }) => ({ id: `C-${id}`, type: "GC", soldOn: "2022-01-10", customer: id })),
    events: [
      ...arms.map(({ id }) => sale(`C-${id}`, 1_000)),
      ...arms.flatMap(({ arm, i, id, redeems }) =>
        redeems ? [use(`U-${id}`, `C-${id}`, 1_000, "2022-03-05", spent(arm, i))] : [],
      ),
      use("till-here", `C-${arms[0]?.id}`, 0, "2022-04-05"),
    ],
  });
  const crowd = arms.map(
    ({ id, arm }): TrialPerson => ({ customer: id, card: `C-${id}`, arm, value: 1_000, baseRate: 0.3 }),
  );
  return { scope: of, people: crowd };
}

describe("what the hold-outs teach", () => {
  it("is told of complete trials only, and is taken over by a person who may, with what it was measured on", async () => {
    const crowd = await makeCrowd("LEARN", { control: 300, remind: 300 }, { control: 90, remind: 114 });
    const id = await insertTrial(crowd.scope, crowd.people, {
      holdoutShare: 0.5,
      horizonDays: 30,
      upliftExpected: 60_000,
    });
    expect(await listLearned(crowd.scope)).toEqual([]);
    await measureBatches(crowd.scope, {}, { now: NOW });
    expect((await getResult(crowd.scope, id)).newest?.report.verdict).toBe("helped");
    const [line, other] = await listLearned(crowd.scope);
    expect(other?.name).toBe("forgotten-hazard");
    if (!line) throw new Error("a complete trial teaches");
    expect(line).toMatchObject({
      name: "acceleration",
      channel: "email",
      reason: "card-expiry",
      isTaken: false,
      learned: { batches: [id] },
    });
    expect(line.learned.low).toBeGreaterThan(0);

    const admin = await createPerson("ada.learn@example.test", [[crowd.scope.issuerId, "admin"]]);
    const analyst = await createPerson("ann.learn@example.test", [[crowd.scope.issuerId, "analyst"]]);
    const input = {
      name: "acceleration",
      channel: "email",
      reason: "card-expiry",
      value: sixDigits(line.learned.value),
    } as const;
    requestAs({ session: await signInAs(analyst) });
    expect(await takeLearnedAction(input)).toMatchObject({ ok: false, code: "forbidden" });
    requestAs({ session: await signInAs(admin) });
    expect(await takeLearnedAction({ ...input, value: 9 })).toMatchObject({ ok: false, code: "conflict" });
    expect(await takeLearnedAction(input)).toMatchObject({ ok: true });
    const [row] = await listParameters(crowd.scope);
    expect(row).toMatchObject({
      name: "acceleration",
      origin: "measured",
      batches: [id],
      channel: "email",
      value: input.value,
    });
    expect((await listLearned(crowd.scope))[0]).toMatchObject({ isTaken: true });
    const acts = (await auditOf(crowd.scope.issuerId)).map(({ action }) => action);
    expect(acts).toContain("notification.parameter-measured");
    expect(acts).toContain("notification.measured");
  });
});

describe("what the reminded spend above their cards", () => {
  it("is 60 of 80 and 280.00 of 600.00, whatever the control spends, and takes the doubtful prior's place by a person", async () => {
    // Of 80 with cards of 10.00, 20 pay 12.00, 40 pay 16.00 and 20 pay 10.00.
    const bill = (i: number) => (i < 20 ? 1_200 : i < 60 ? 1_600 : 1_000);
    const { scope: of, people: crowd } = await makeCrowd(
      "ABOVE",
      { control: 60, remind: 120 },
      { control: 40, remind: 80 },
      (arm, i) => ({ spent: arm === "control" ? 9_000 : bill(i) }),
    );
    const id = await insertTrial(of, crowd, { holdoutShare: 1 / 3 });
    await measureBatches(of, {}, { now: NOW });
    const learned = new Map((await listLearned(of)).map((line) => [line.name, line]));
    expect(learned.get("share-spending-more")).toMatchObject({
      learned: { value: 0.75 },
      inForce: { origin: "prior" },
    });
    expect(learned.get("spend-above")?.learned.value).toBeCloseTo(28_000 / 60_000, 12);

    const taken = { name: "share-spending-more", channel: "email", reason: "card-expiry", value: 0.75 } as const;
    await takeLearned(of, taken, NOW);
    expect((await listParameters(of))[0]).toMatchObject({ ...taken, origin: "measured", batches: [id] });
    expect((await listLearned(of)).find(({ name }) => name === taken.name)).toMatchObject({
      inForce: { value: 0.75, origin: "measured" },
      isTaken: true,
    });
  });
});

describe("when it is measured", () => {
  it("is by the night as long as new data can change the result, and on demand by whoever may propose", async () => {
    const crowd = await makeCrowd("NIGHT", { control: 2, remind: 2 }, { control: 1, remind: 1 });
    const waiting = () =>
      withScope(crowd.scope, (tx) =>
        tx.execute<{ id: number }>(
          sql`select id from app.job_run where issuer_id = ${crowd.scope.issuerId} and kind = 'notifications.measure'`,
        ),
      );
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(0);
    const id = await insertTrial(crowd.scope, crowd.people, { holdoutShare: 0.5 });
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(1);
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(1);
    await measureBatches(crowd.scope, {}, { now: NOW });
    await withScope(crowd.scope, (tx) =>
      tx.execute(sql`update app.job_run set state = 'done' where issuer_id = ${crowd.scope.issuerId}`),
    );
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(1);

    const done = (without: string) =>
      withScope(crowd.scope, (tx) =>
        tx.execute(sql`
          insert into app.notification_result (issuer_id, batch_id, measured_on, complete, figures)
          select issuer_id, batch_id, '2022-04-01', true, jsonb_set(figures, '{scoredOn}', '"2022-04-01"') #- ${without}::text[]
          from app.notification_result where batch_id = ${id} order by id limit 1`),
      );
    await done("{nothing}");
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(1);
    // One of before anybody asked what was spent is measured once more, though nothing else of it can change.
    await done("{strata,0,remind,spending}");
    await startDueMeasurements(NOW, { anyHour: true });
    expect(await waiting()).toHaveLength(2);
    await withScope(crowd.scope, (tx) =>
      tx.execute(sql`update app.job_run set state = 'done' where issuer_id = ${crowd.scope.issuerId}`),
    );

    const reader = await createPerson("rea.night@example.test", [[crowd.scope.issuerId, "analyst"]]);
    requestAs({ session: await signInAs(reader) });
    expect((await sessionScope("notification.read")).issuerId).toBe(crowd.scope.issuerId);
    expect(await startMeasuringAction({ batchId: id })).toMatchObject({ ok: true });
    expect(await startMeasuringAction({ batchId: id + 999 })).toMatchObject({ ok: false, code: "not_found" });
    expect(await waiting()).toHaveLength(3);
  });
});

import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { readStanding, type Standing } from "@/lib/notifications/queries/standing";
import { readSent } from "@/lib/notifications/sending/queries/claim-facts";
import { makeIssuer } from "../../support/cards";
import { insertTrial, type TrialPerson } from "../trial/trial-batch";
import { addHolders, now, owner, today } from "./arrange";

afterAll(() => owner.end());

/** Planned on 10 June 2026. */
const STARTED = "2026-06-05T15:00:00Z";

async function house(code: string, people: Readonly<Record<string, string>>) {
  const scope = await makeIssuer(code, { timeZone: "America/New_York" });
  await addHolders(
    scope,
    Object.entries(people).map(([id, expires]) => ({ id, cards: [{ id: `${id}-00001`, balance: 20_000, expires }] })),
  );
  const rows = await owner<{ source_id: string; customer_id: string }[]>`
    select source_id, customer_id from silver.customer where issuer_id = ${scope.issuerId}`;
  const nameOf = new Map(rows.map((row) => [Number(row.customer_id), row.source_id]));
  const idOf = new Map(rows.map((row) => [row.source_id, Number(row.customer_id)]));
  const losses = async () => {
    for (const [id, expires] of Object.entries(people))
      await owner`update silver.notification_member set loss_on = ${expires} where customer_id = ${idOf.get(id) ?? 0}`;
  };
  return { scope, nameOf, idOf, losses };
}

const person = (customer: string, arm: TrialPerson["arm"], change: Partial<TrialPerson> = {}): TrialPerson => ({
  ...{ customer, card: `${customer}-00001`, arm, value: 20_000, baseRate: 0.3, dueAt: STARTED },
  ...change,
});
const waitingAgain = (batchId: number, customer: number) =>
  owner`update silver.notification_member set outcome = null, outcome_at = null
    where batch_id = ${batchId} and customer_id = ${customer}`;
const standingOf = (scope: Scope): Promise<Standing> =>
  withScope(scope, (tx) => readStanding(tx, scope, { now, today }));
const named = (ids: ReadonlySet<number>, nameOf: ReadonlyMap<number, string>) =>
  [...ids].map((id) => nameOf.get(id)).sort();

describe("who stands in another batch", () => {
  it("that is paused in its midst: those still to be written to wait, those who were not, and a control until his loss is near", async () => {
    const { scope, nameOf, idOf, losses } = await house("ST-PAUSE", {
      SENT: "2026-07-30",
      LEFT: "2026-06-15",
      NEAR: "2026-06-15",
      FAR: "2026-07-30",
      UNMARKED: "2026-06-15",
    });
    const batchId = await insertTrial(
      scope,
      [
        person("SENT", "remind"),
        person("LEFT", "remind"),
        person("NEAR", "control"),
        person("FAR", "control"),
        person("UNMARKED", "control", { dueAt: "2026-06-12T15:00:00Z" }),
      ],
      { holdoutShare: 0.5, horizonDays: 30, state: "paused", startedAt: STARTED, endedAt: null },
    );
    for (const id of ["LEFT", "UNMARKED"]) await waitingAgain(batchId, idOf.get(id) ?? 0);
    await losses();
    const standing = await standingOf(scope);
    expect(named(standing.plannedElsewhere, nameOf)).toEqual(["FAR", "LEFT"]);
    expect(named(standing.lastCall, nameOf)).toEqual(["NEAR", "UNMARKED"]);
  });

  it.each(["stopped", "refused"])(
    "that was %s: its controls whose turn had come stay in the trial, the others are free",
    async (state) => {
      const { scope, nameOf, losses } = await house(`ST-${state.toUpperCase()}`, {
        TURN: "2026-07-30",
        NOTYET: "2026-07-30",
        SENT: "2026-07-30",
        OVER: "2026-07-30",
        BEFORE: "2026-07-30",
      });
      const facts = { holdoutShare: 0.5, horizonDays: 30, state };
      await insertTrial(
        scope,
        [
          person("TURN", "control"),
          person("NOTYET", "control", { dueAt: "2026-06-08T15:00:00Z", outcome: "stopped" }),
          person("SENT", "remind"),
        ],
        { ...facts, startedAt: STARTED, endedAt: "2026-06-07T15:00:00Z" },
      );
      // Thirty days from 9 May are over on 8 June.
      const early = "2026-05-09T15:00:00Z";
      await insertTrial(scope, [person("OVER", "control", { dueAt: early })], {
        ...facts,
        startedAt: early,
        endedAt: "2026-05-10T15:00:00Z",
      });
      const unbegun = await insertTrial(scope, [person("BEFORE", "control", { outcome: "stopped" })], {
        ...facts,
        endedAt: "2026-06-07T15:00:00Z",
      });
      await owner`update app.notification_batch set started_at = null where id = ${unbegun}`;
      await losses();
      const standing = await standingOf(scope);
      expect(named(standing.plannedElsewhere, nameOf)).toEqual(["TURN"]);
      expect(named(standing.lastCall, nameOf)).toEqual([]);
    },
  );
});

describe("what counts against the caps", () => {
  it("is the same for who plans and who sends: everybody whom a commercial message told, and what may have arrived", async () => {
    const { scope, idOf } = await house("ST-CAPS", {
      LEAD: "2026-07-30",
      SHARES: "2026-07-30",
      MAYBE: "2026-07-30",
      PAPER: "2026-07-30",
      LONGAGO: "2026-07-30",
    });
    const facts = { holdoutShare: 0, startedAt: STARTED, endedAt: STARTED };
    const mailbox = "family@example.com";
    await insertTrial(
      scope,
      [person("LEAD", "remind", { mailbox }), person("SHARES", "remind", { mailbox, outcome: "merged" })],
      facts,
    );
    const maybe = await insertTrial(scope, [person("MAYBE", "remind", { outcome: "unknown" })], facts);
    await owner`insert into app.outbox (message_key, issuer_id, batch_id, channel, mailbox, customer_id, state, due_at)
      select message_key, issuer_id, batch_id, 'email', mailbox, customer_id, 'unknown', due_at
      from silver.notification_member where batch_id = ${maybe}`;
    const paper = await insertTrial(scope, [person("PAPER", "remind")], facts);
    await owner`update app.notification_batch set message_class = 'transactional' where id = ${paper}`;
    await owner`update app.message set message_class = 'transactional' where batch_id = ${paper}`;
    await insertTrial(scope, [person("LONGAGO", "remind", { dueAt: "2026-04-11T14:59:00Z" })], facts);

    const due = Date.parse(STARTED);
    const { sentToMailbox, sentToCustomer } = await standingOf(scope);
    expect(sentToMailbox).toEqual(
      new Map([
        ["email family@example.com", [due]],
        ["email MAYBE@example.test", [now.getTime()]],
      ]),
    );
    expect(sentToCustomer).toEqual(
      new Map([
        [idOf.get("LEAD"), [due]],
        [idOf.get("SHARES"), [due]],
        [idOf.get("MAYBE"), [now.getTime()]],
      ]),
    );
    const { toMailbox, toCustomer } = await withScope(scope, async (tx) => {
      const boxes = await tx.execute<{ mailbox: string }>(
        sql`select distinct mailbox from silver.notification_member where issuer_id = ${scope.issuerId}`,
      );
      const mailboxes = boxes.map((row) => row.mailbox);
      const since = new Date(now.getTime() - 60 * 86_400_000);
      const own = { batchId: 0, channel: "email", mailboxes, customers: [...idOf.values()] } as const;
      return readSent(tx, scope, { ...own, since, now });
    });
    const times = (all: readonly Date[]) => all.map((at) => at.getTime());
    expect(new Map([...toMailbox].map(([box, all]) => [`email ${box}`, times(all)]))).toEqual(sentToMailbox);
    expect(new Map([...toCustomer].map(([id, all]) => [id, times(all)]))).toEqual(sentToCustomer);
  });
});

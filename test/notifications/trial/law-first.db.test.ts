import { afterAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { approveLettersAction, proposeLettersAction } from "@/lib/escheat/actions/letters";
import { issueLettersJob } from "@/lib/escheat/mutations/letter-issue";
import { getLetterBatch, listLetters } from "@/lib/escheat/queries/letters";
import { scopeForJob } from "@/lib/identity/scope";
import type { JobContext } from "@/lib/jobs/context";
import { editProposal } from "@/lib/notifications/mutations/edit";
import { proposeReminders } from "@/lib/notifications/mutations/propose";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";
import { getBatch, listMembers } from "@/lib/notifications/queries/batch";
import { listBatches } from "@/lib/notifications/queries/batches";
import { readStanding } from "@/lib/notifications/queries/standing";
import { ok, openOffice, WV } from "../../escheat/filing/office";
import { makeIssuer } from "../../support/cards";
import { addHolders, now, owner, sayHow, scoreAll, today } from "../proposals/arrange";
import { insertTrial } from "./trial-batch";

afterAll(() => owner.end());

describe("a due-diligence letter that the law demands", () => {
  it("goes to its owner though he is in the control of a reminder, opted out of it, and was written to as often as he may be", async () => {
    const office = await openOffice("LAW");
    const { scope } = office;
    const held = { customer: "ann", card: "A-1001", arm: "control", value: 100_00, baseRate: 0.2 } as const;
    const batchId = await insertTrial(scope, [{ ...held, dueAt: "2022-07-10T15:00:00Z" }], {
      holdoutShare: 0.5,
      horizonDays: 60,
      startedAt: "2022-07-10T15:00:00Z",
      endedAt: "2022-07-10T16:00:00Z",
    });
    await withScope(scope, async (tx) => {
      await tx.execute(sql`
        insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why, suppressed_at)
        values (${scope.issuerId}, 'email', 'ann@example.test', 'all', 'opted-out', '2022-06-01T00:00:00Z')`);
      for (const key of ["1", "2", "3"])
        await tx.execute(sql`
          insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class,
            outcome, attempts, ended_at)
          select ${key.repeat(32)}, issuer_id, ${batchId}, 'email', 'ann@example.test', 'ann@example.test', customer_id, 'commercial',
            'sent', 1, '2022-07-12T15:00:00Z' from silver.customer where issuer_id = ${scope.issuerId} and source_id = 'ann'`);
    });
    const armOf = async () => {
      const [row] = await withScope(scope, (tx) =>
        tx.execute<{ arm: string; outcome: string }>(
          sql`select arm, outcome from silver.notification_member where batch_id = ${batchId}`,
        ),
      );
      return row;
    };
    expect(await armOf()).toEqual({ arm: "control", outcome: "held-out" });

    office.be("ann");
    const { id } = await ok(proposeLettersAction(WV));
    const { seal } = await getLetterBatch(scope, id);
    office.be("mia");
    await ok(approveLettersAction({ batchId: id, seal }));
    const job = await scopeForJob(scope.issuerId, { personId: (await office.scopeOf("ann")).personId, name: "ann" });
    const context: JobContext<unknown> = {
      ...{ scope: job, runId: 0, attempt: 1, signal: new AbortController().signal },
      input: { batchId: id, seal, issuedOn: "2022-07-20" },
      throwIfCancelled: () => {},
      step: (_, work) => work(),
      progress: () => {},
      transaction: (work) => withScope(job, work),
      complete: async () => {},
    };
    await issueLettersJob(context);
    expect(await getLetterBatch(scope, id)).toMatchObject({ state: "issued", letters: 1 });
    expect((await listLetters(scope, id)).map(({ content }) => content.recipient.name)).toEqual(["Ann O'Neil"]);
    // He was drawn once and for all: he stays where he was, and counts there.
    expect(await armOf()).toEqual({ arm: "control", outcome: "held-out" });
  });
});

describe("who is held out", () => {
  const holders = [
    // Planned on 10 June: nine days and ten before the day of loss.
    { id: "SOON", expires: "2026-06-19" },
    { id: "LATER", expires: "2026-06-20" },
    { id: "OVER", expires: "2026-07-30" },
    { id: "FREE", expires: "2026-06-20" },
  ];

  it("is reminded after all when the day of loss is nine days away, or when the trial's days have passed; else he waits", async () => {
    const scope = await makeIssuer("LASTCALL", { timeZone: "America/New_York" });
    await sayHow(scope, { holdoutShare: 0.5 });
    await addShippedTemplates(scope, now);
    await addHolders(
      scope,
      holders.map(({ id, expires }) => ({
        id,
        email: `${id.toLowerCase()}@example.com`,
        cards: [{ id: `${id}-00001`, balance: 20_000, expires }],
      })),
    );
    await scoreAll(scope);
    const control = (customer: string, dueAt: string) =>
      ({ customer, card: `${customer}-00001`, arm: "control", value: 20_000, baseRate: 0.3, dueAt }) as const;
    const held = async (people: readonly ReturnType<typeof control>[], startedAt: string) =>
      insertTrial(scope, people, { holdoutShare: 0.5, horizonDays: 30, startedAt, endedAt: startedAt });
    const running = await held(
      [control("SOON", "2026-06-01T15:00:00Z"), control("LATER", "2026-06-01T15:00:00Z")],
      "2026-06-01T15:00:00Z",
    );
    // Thirty days from 9 May are over on 8 June.
    await held([control("OVER", "2026-05-09T15:00:00Z")], "2026-05-09T15:00:00Z");
    for (const { id, expires } of holders)
      await owner`update silver.notification_member m set loss_on = ${expires} from silver.customer c
        where c.customer_id = m.customer_id and c.issuer_id = ${scope.issuerId} and c.source_id = ${id}`;
    const idOf = new Map(
      (
        await owner<{ source_id: string; customer_id: string }[]>`
          select source_id, customer_id from silver.customer where issuer_id = ${scope.issuerId}`
      ).map((row) => [row.source_id, Number(row.customer_id)]),
    );
    const { plannedElsewhere, lastCall } = await withScope(scope, (tx) => readStanding(tx, scope, { now, today }));
    expect(plannedElsewhere).toEqual(new Set([idOf.get("LATER")]));
    expect(lastCall).toEqual(new Set([idOf.get("SOON")]));

    await proposeReminders(scope, { now });
    const { items } = await listBatches(scope, { state: "open" }, now);
    const people = (
      await Promise.all(items.map(async ({ id }) => (await listMembers(scope, id, { who: "all" }, 100)).items))
    ).flat();
    const written = people.filter(({ leftOut }) => leftOut === null).map(({ customer }) => customer);
    expect(written).toContain("SOON");
    expect(written).toContain("FREE");
    expect(people.find(({ customer }) => customer === "LATER")?.leftOut).toBe("planned-elsewhere");
    // Nobody waits a second time: his batch holds nobody out, and holds nobody else; nor can an edit have it otherwise.
    const shares = new Map(
      await Promise.all(
        items.map(async ({ id }) => {
          const all = (await listMembers(scope, id, { who: "written" }, 100)).items;
          const { holdoutShare, seal } = await getBatch(scope, id, now);
          return [all.map(({ customer }) => customer).join(), { id, holdoutShare, seal }] as const;
        }),
      ),
    );
    expect(shares.get("SOON")?.holdoutShare).toBe(0);
    expect(
      [...shares].filter(([who]) => who !== "SOON" && who !== "").map(([, { holdoutShare }]) => holdoutShare),
    ).toEqual([...shares].filter(([who]) => who !== "SOON" && who !== "").map(() => 0.5));
    const { id: soonId = 0, seal = "" } = shares.get("SOON") ?? {};
    const edited = await editProposal(scope, { batchId: soonId, seal, holdoutShare: 0.5 }, now);
    expect(await getBatch(scope, edited.id, now)).toMatchObject({ people: 1, holdoutShare: 0 });
    // The trial goes on as it was drawn.
    const [soon] = await owner<{ arm: string }[]>`
      select arm from silver.notification_member where batch_id = ${running} and customer_id = ${idOf.get("SOON") ?? 0}`;
    expect(soon?.arm).toBe("control");
  });
});

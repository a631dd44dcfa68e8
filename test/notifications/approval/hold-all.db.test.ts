import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { POST as pause, GET as state } from "@/app/api/v1/notifications/pause/route";
import { POST as resume } from "@/app/api/v1/notifications/resume/route";
import { withScope } from "@/db/client";
import { holdCommands } from "@/lib/cli/notify-hold";
import { createKey } from "@/lib/identity/mutations/keys";
import { pauseAllAction, resumeAllAction } from "@/lib/notifications/actions/decisions";
import { pauseOf } from "@/lib/notifications/approval/issuer-pause";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseAll, resumeAll } from "@/lib/notifications/mutations/hold-all";
import { startDueProposals } from "@/lib/notifications/mutations/nightly";
import { saveSetting } from "@/lib/notifications/mutations/settings";
import { settingInput } from "@/lib/notifications/proposals/setting-schema";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { findSetting } from "@/lib/notifications/queries/settings";
import { openBatch } from "@/lib/notifications/sending/mutations/open-batch";
import { auditOf } from "../../support/tenants";
import { usual } from "../proposals/arrange";
import { after, type House, NOW, openHouse, storeBatch } from "./stored-batch";

let house: House;
let elsewhere: House;

beforeAll(async () => {
  house = await openHouse("HOLD");
  elsewhere = await openHouse("HOLD-OTHER");
});

const pauseNow = async (of: House = house) => pauseOf(await findSetting(of.scope));
const why = { reason: "the mail server moves" };

describe("holding everything", () => {
  it("keeps every batch of the issuer's, and nobody else's, with who, when and why", async () => {
    const mia = await house.scopeOf("mia");
    const { id, seal } = await storeBatch(house.scope);
    await approveBatch(mia, { batchId: id, seal }, NOW);
    const other = await storeBatch(elsewhere.scope);
    await approveBatch(await elsewhere.scopeOf("mia"), { batchId: other.id, seal: other.seal }, NOW);

    const ada = await house.scopeOf("ada");
    const held = { since: after(5).toISOString(), by: "ada.hold", why: why.reason };
    expect(await pauseAll(ada, why, after(5))).toEqual(held);
    expect(await openBatch(house.scope, id, after(20))).toEqual({ state: "not-now" });
    expect(await getSendingFigures(house.scope, id, after(20))).toMatchObject({ state: "approved", issuerPause: held });
    expect((await getSendingFigures(elsewhere.scope, other.id, after(20))).issuerPause).toBeNull();
    expect((await openBatch(elsewhere.scope, other.id, after(20))).state).toBe("sending");
    expect((await auditOf(house.scope.issuerId)).at(-1)).toMatchObject({
      action: "notification.all-paused",
      actor: "ada.hold",
      detail: { reason: why.reason },
    });
    await expect(pauseAll(mia, why, after(6))).rejects.toThrow("All sending is paused already, by ada.hold.");

    await resumeAll(mia, { reason: "it has moved" }, after(30));
    expect(await pauseNow()).toBeNull();
    expect((await openBatch(house.scope, id, after(30))).state).toBe("sending");
    expect((await auditOf(house.scope.issuerId)).at(-1)).toMatchObject({
      action: "notification.all-resumed",
      actor: "mia.hold",
      detail: { reason: "it has moved", paused: held },
    });
    await expect(resumeAll(mia, why, after(31))).rejects.toThrow("Sending is not paused as a whole.");
  });

  it("is a manager's or an admin's, letting go only a manager's; an analyst does neither", async () => {
    house.be("ann");
    expect(await pauseAllAction(why)).toMatchObject({ ok: false, code: "forbidden" });
    house.be("ada");
    expect(await pauseAllAction({ reason: "x" })).toMatchObject({ ok: false, code: "invalid" });
    expect(await pauseAllAction(why)).toMatchObject({ ok: true });
    expect(await resumeAllAction(why)).toMatchObject({ ok: false, code: "forbidden" });
    house.be("ann");
    expect(await resumeAllAction(why)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await pauseNow()).toMatchObject({ by: "ada.hold" });
    house.be("max");
    expect(await resumeAllAction(why)).toMatchObject({ ok: true });
  });

  it("of two who press at once the second is told that it is done", async () => {
    const [mia, max] = [await house.scopeOf("mia"), await house.scopeOf("max")];
    const pressed = await Promise.allSettled([pauseAll(mia, why, NOW), pauseAll(max, why, NOW)]);
    expect(pressed.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await resumeAll(mia, why, NOW);
  });

  it("outlasts a change of the settings, and no proposals are made by night meanwhile", async () => {
    const mia = await house.scopeOf("mia");
    await withScope(house.scope, (tx) =>
      tx.execute(
        sql`insert into gold.type_day (issuer_id, card_type_id, day) values (${house.scope.issuerId}, 1, '2026-11-24')`,
      ),
    );
    await pauseAll(mia, why, NOW);
    const runs = async () =>
      (
        await withScope(house.scope, (tx) =>
          tx.execute(sql`select id from app.job_run where issuer_id = ${house.scope.issuerId}
            and kind = 'notifications.propose'`),
        )
      ).length;
    await startDueProposals(NOW, { anyHour: true });
    expect(await runs()).toBe(0);
    const seen = (await findSetting(house.scope))?.updatedAt.toISOString();
    await saveSetting(await house.scopeOf("ada"), settingInput.parse({ ...usual, capWeek: 2, seen }), after(1));
    expect(await pauseNow()).toMatchObject({ by: "mia.hold", why: why.reason });
    await resumeAll(mia, why, after(2));
    await startDueProposals(NOW, { anyHour: true });
    expect(await runs()).toBe(1);
  });

  it("needs somebody who has said how to send", async () => {
    const bare = await openHouse("HOLD-BARE", null);
    await expect(pauseAll(await bare.scopeOf("mia"), why, NOW)).rejects.toThrow();
    expect(await pauseNow(bare)).toBeNull();
  });
});

describe("the doors", () => {
  const own = { origin: "http://localhost:3000", host: "localhost:3000", "sec-fetch-site": "same-origin" };
  type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
  const ask = (handler: Handler, method: "GET" | "POST", body?: unknown, headers: Record<string, string> = own) =>
    handler(
      new Request("http://localhost:3000/api/v1/notifications/pause", {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { params: Promise.resolve({}) },
    );

  it("of REST: a key reads it and changes nothing, a person decides in person", async () => {
    const key = await createKey(
      await house.scopeOf("ada"),
      { name: "machine", scopes: ["notification.read", "notification.propose"], days: null },
      NOW,
    );
    const asKey = { authorization: `Bearer ${key.key}` };
    house.be(null);
    expect((await ask(pause, "POST", why, asKey)).status).toBe(403);
    expect((await ask(resume, "POST", why, asKey)).status).toBe(403);
    house.be("mia");
    expect((await ask(pause, "POST", {})).status).toBe(400);
    expect((await ask(pause, "POST", why)).status).toBe(200);
    house.be(null);
    const read = await ask(state, "GET", undefined, asKey);
    expect(await read.json()).toMatchObject({ pause: { by: "mia.hold", why: why.reason } });
    house.be("max");
    expect((await ask(pause, "POST", why)).status).toBe(409);
    expect((await ask(resume, "POST", why)).status).toBe(200);
    expect(await pauseNow()).toBeNull();
  });

  it("of the command line: in the name of a member, by his rules", async () => {
    const run = (name: string, as: string) =>
      holdCommands
        .find((command) => command.name === name)
        ?.run({ values: { issuer: "HOLD", as, reason: why.reason }, args: [], note: () => {} });
    await expect(run("pause-all", house.emailOf("ann"))).rejects.toThrow(/role/);
    await run("pause-all", house.emailOf("ada"));
    expect(await pauseNow()).toMatchObject({ by: "ada.hold" });
    await expect(run("resume-all", house.emailOf("ada"))).rejects.toThrow(/role/);
    await run("resume-all", house.emailOf("max"));
    expect(await pauseNow()).toBeNull();
  });
});

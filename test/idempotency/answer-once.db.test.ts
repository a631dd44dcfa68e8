import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

import { POST as approve } from "@/app/api/v1/notifications/[id]/approve/route";
import { POST as reject } from "@/app/api/v1/notifications/[id]/reject/route";
import { POST as setParameter } from "@/app/api/v1/notifications/parameters/route";
import { Invalid } from "@/lib/errors";
import { answerOnce } from "@/lib/idempotency/mutations/answer-once";
import { listParameters } from "@/lib/notifications/queries/parameters";
import { behindItsBack, type House, openHouse, stateOf, storeBatch } from "../notifications/approval/stored-batch";

let house: House;
beforeAll(async () => {
  house = await openHouse("KEYS");
});

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
const own = { origin: "http://localhost:3000", host: "localhost:3000", "sec-fetch-site": "same-origin" };
const ask = (handler: Handler, door: string, key: string, body: unknown, id = 0) =>
  handler(
    new Request(`http://localhost:3000/api/v1/notifications/${door}`, {
      method: "POST",
      headers: { ...own, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({ id: String(id) }) },
  );
const margin = (value: number) => ({
  name: "margin",
  channel: null,
  reason: null,
  value,
  low: null,
  high: null,
  source: "our books",
});
const far = { expiresAt: "2999-01-01T00:00:00.000Z" };

describe("under a key", () => {
  it("a write is done once and answered the same, also a year later", async () => {
    house.be("ada");
    const first = await ask(setParameter, "parameters", "year", margin(0.4));
    expect(first.status).toBe(201);
    const answer = await first.text();
    await behindItsBack(async (owner) => {
      await owner`update app.request_key set claimed_at = claimed_at - interval '1 year' where key = 'year'`;
    });
    const again = await ask(setParameter, "parameters", "year", margin(0.4));
    expect([again.status, again.headers.get("content-type"), await again.text()]).toEqual([
      201,
      first.headers.get("content-type"),
      answer,
    ]);
    expect(await listParameters(house.scope)).toHaveLength(1);
  });

  it("an approval is answered again as it was, where a second one would be refused", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: far });
    house.be("mia");
    const door = `${id}/approve`;
    const first = await (await ask(approve, door, "a1", { seal }, id)).json();
    expect(first).toMatchObject({ state: "approved" });
    const again = await ask(approve, door, "a1", { seal }, id);
    expect([again.status, await again.json()]).toEqual([200, first]);
    expect((await ask(approve, door, "a2", { seal }, id)).status).toBe(409);
    // Another person's word is his own, whatever key he takes.
    house.be("max");
    expect((await ask(approve, door, "a1", { seal }, id)).status).toBe(409);
  });

  it("another body or another door is 409 and names the difference; nothing is done", async () => {
    const { id, seal } = await storeBatch(house.scope, { batch: far });
    house.be("mia");
    await ask(reject, `${id}/reject`, "r1", { reason: "not this week" }, id);
    const other = await ask(reject, `${id}/reject`, "r1", { reason: "never" }, id);
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ errors: [{ field: "reason" }] });
    const elsewhere = await ask(approve, `${id}/approve`, "r1", { seal }, id);
    expect(elsewhere.status).toBe(409);
    expect((await elsewhere.json()).detail).toContain(`/api/v1/notifications/${id}/reject`);
    expect((await stateOf(house.scope, id)).state).toBe("rejected");
  });

  it("a refusal is not kept: the same request is tried anew", async () => {
    house.be("ada");
    const { id } = await storeBatch(house.scope, { batch: far });
    expect((await ask(approve, `${id}/approve`, "n1", { seal: "0".repeat(64) }, id)).status).toBe(403);
    const scope = await house.scopeOf("ada");
    const door = { key: "n2", door: "POST /x", body: {} };
    const refused = answerOnce(scope, door, new Date(), () => Promise.reject(new Invalid()));
    await expect(refused).rejects.toThrow(Invalid);
    expect((await answerOnce(scope, door, new Date(), async () => Response.json(1))).status).toBe(200);
    expect((await ask(setParameter, "parameters", "a b", margin(0.4))).status).toBe(400);
  });

  it("two at once are done once; who died over it gives it up after two minutes", async () => {
    const scope = await house.scopeOf("ada");
    const door = { key: "t1", door: "POST /x", body: {} };
    const now = new Date("2026-12-01T12:00:00Z");
    let done = 0;
    let finish = () => {};
    const slow = answerOnce(scope, door, now, async () => {
      done += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return Response.json({ done });
    });
    await vi.waitUntil(() => done === 1);
    const meanwhile = answerOnce(scope, door, now, async () => Response.json(0));
    await expect(meanwhile).rejects.toMatchObject({ code: "conflict", retryAfterSeconds: 1 });
    const late = new Date(now.getTime() + 120_000);
    expect(await (await answerOnce(scope, door, late, async () => Response.json("late"))).json()).toBe("late");
    finish();
    await slow;
    const after = await answerOnce(scope, door, late, async () => Response.json("again"));
    expect([done, await after.json()]).toEqual([1, "late"]);
  });
});

import { beforeAll, describe, expect, it, vi } from "vitest";
import { openAsKept } from "@/app/issuer/openings";
import { Forbidden, NotFound } from "@/lib/errors";
import type { Role } from "@/lib/identity/constants";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { removeView, saveView } from "@/lib/views/mutations";
import { listOpenings, listViews } from "@/lib/views/queries";
import { viewInput } from "@/lib/views/schema";
import { requestAs } from "../support/next-request";
import { createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

let admin: Scope;
let analyst: Scope;
let other: Scope;
let stranger: Scope;

async function scopeOf(email: string, issuer: number, role: Role): Promise<Scope> {
  requestAs({ session: await signInAs(await createPerson(email, [[issuer, role]])) });
  return sessionScope("view.read");
}

beforeAll(async () => {
  const issuer = await createIssuer("ONE");
  admin = await scopeOf("admin@one.test", issuer, "admin");
  analyst = await scopeOf("analyst@one.test", issuer, "analyst");
  other = await scopeOf("other@one.test", issuer, "analyst");
  stranger = await scopeOf("analyst@two.test", await createIssuer("TWO"), "analyst");
});

const keep = (scope: Scope, name: string, state: Record<string, string>, more: object = {}) =>
  saveView(scope, viewInput.parse({ screen: "breakage", name, state, shared: false, ...more }), new Date());
const opening = async (scope: Scope) => (await listOpenings(scope)).breakage;

/** Where a screen asked for like this sends its reader; null when it opens as it is. */
async function sentTo(scope: Scope, address: Record<string, string>): Promise<string | null> {
  try {
    await openAsKept(scope, "breakage", address);
    return null;
  } catch (error) {
    return String((error as { digest?: string }).digest).split(";")[2] ?? "";
  }
}

describe("the view with which a screen opens", () => {
  it("is none at first", async () => {
    expect(await listOpenings(analyst)).toEqual({});
    expect(await sentTo(analyst, {})).toBeNull();
  });

  it("is the one shared with the role, as of the reader's day and not of the day it was kept", async () => {
    const state = { asOf: "2025-12-31", by: "brand", lang: "ru" };
    await keep(admin, "For analysts", state, { shared: true, defaultForRole: "analyst" });
    expect(await opening(analyst)).toEqual({ by: "brand" });
    expect(await sentTo(analyst, { issuer: "ONE" })).toBe("/issuer/breakage?issuer=ONE&by=brand");
    expect([await opening(admin), await opening(stranger)]).toEqual([undefined, undefined]);
  });

  it("is one's own before the shared one, and no colleague's", async () => {
    await keep(analyst, "Mine", { by: "state", compare: "year" }, { defaultForRole: "analyst" });
    expect(await opening(analyst)).toEqual({ by: "state", compare: "year" });
    expect(await opening(other)).toEqual({ by: "brand" });
  });

  it("gives way to an address that asks for anything, were it only the day", async () => {
    for (const [name, value] of Object.entries({ asOf: "2026-10-31", by: "card-type", from: "2026-01-01" })) {
      expect(await sentTo(analyst, { issuer: "ONE", [name]: value })).toBeNull();
    }
  });

  it("is one per person and per role: the next takes its place, without touching anybody's own", async () => {
    await keep(analyst, "Mine too", { by: "medium" }, { defaultForRole: "analyst" });
    await keep(admin, "For all analysts", { by: "loop" }, { shared: true, defaultForRole: "analyst" });
    expect([await opening(analyst), await opening(other)]).toEqual([{ by: "medium" }, { by: "loop" }]);
    const first = (await listViews(analyst)).filter((view) => view.defaultForRole === "analyst");
    expect(first.map((view) => view.name).sort()).toEqual(["For all analysts", "Mine too"]);
  });

  it("is gone with the view, and the shared one is back", async () => {
    const mine = (await listViews(analyst)).find((view) => view.name === "Mine too");
    await expect(removeView(other, mine?.id ?? 0)).rejects.toBeInstanceOf(NotFound);
    await removeView(analyst, mine?.id ?? 0);
    expect(await opening(analyst)).toEqual({ by: "loop" });
  });

  it("may be one's own without any choices, which is how to be rid of the shared one", async () => {
    await keep(analyst, "Plain", {}, { defaultForRole: "analyst" });
    expect(await sentTo(analyst, {})).toBeNull();
    expect(await sentTo(other, {})).toBe("/issuer/breakage?by=loop");
  });

  it("is shared only by who may share, and opens first for others only when it is shared", async () => {
    const shared = { shared: true, defaultForRole: "analyst" };
    expect(() => keep(analyst, "Not mine to give", {}, shared)).toThrow(Forbidden);
    expect(() => keep(analyst, "For the boss", {}, { defaultForRole: "admin" })).toThrow(Forbidden);
    expect(() => keep(admin, "Unseen", {}, { defaultForRole: "analyst" })).toThrow(Forbidden);
    expect((await listViews(stranger)).length).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/identity/permissions";
import { pauseOf, whyNotAll } from "@/lib/notifications/approval/issuer-pause";

const pause = { since: "2026-11-25T12:00:00.000Z", by: "Mia", why: "the mail server moves" };

describe("whether everything is held", () => {
  it("is told by the moment alone: a setting without one, or none at all, holds nothing", () => {
    const at = new Date(pause.since);
    expect(pauseOf(null)).toBeNull();
    expect(pauseOf({ pausedAt: null, pausedByName: "Mia", pausedWhy: "left over" })).toBeNull();
    expect(pauseOf({ pausedAt: at, pausedByName: "Mia", pausedWhy: pause.why })).toEqual(pause);
    // Held before anybody was asked why.
    expect(pauseOf({ pausedAt: at, pausedByName: "Mia", pausedWhy: null })).toEqual({ ...pause, why: "" });
  });
});

describe("who may hold everything, and let it go", () => {
  const may = (role: string, act: "pause" | "resume") =>
    whyNotAll(permissionsOf(role), act, act === "pause" ? null : pause) === null;

  it("holding is a manager's or an admin's, letting go a manager's, and an unknown role does neither", () => {
    const roles = ["analyst", "manager", "admin", "somebody"];
    expect(roles.filter((role) => may(role, "pause"))).toEqual(["manager", "admin"]);
    expect(roles.filter((role) => may(role, "resume"))).toEqual(["manager"]);
  });

  it("what is so already is not done again, and a role is asked for first", () => {
    const manager = permissionsOf("manager");
    expect(whyNotAll(manager, "pause", pause)?.sentence).toBe("All sending is paused already, by Mia.");
    expect(whyNotAll(manager, "resume", null)?.kind).toBe("conflict");
    expect(whyNotAll(permissionsOf("analyst"), "pause", pause)?.kind).toBe("forbidden");
  });
});

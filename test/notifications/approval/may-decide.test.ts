import { describe, expect, it } from "vitest";
import { permissionsOf, permissionsOfKey } from "@/lib/identity/permissions";
import { type Decidable, type Decider, whyNot } from "@/lib/notifications/approval/may-decide";
import { type Said, standingApprovals } from "@/lib/notifications/approval/standing";
import type { BatchState, Decision } from "@/lib/notifications/constants";

const NOW = new Date("2026-11-25T12:00:00Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const SEAL = "a".repeat(64);
/** The manager who proposed it, and one who approved the first of two. */
const PROPOSER = 7;
const FIRST = 8;

const person = (personId: number, role: string): Decider => ({ personId, permissions: permissionsOf(role) });
const who = {
  analyst: person(1, "analyst"),
  admin: person(2, "admin"),
  "manager who proposed it": person(PROPOSER, "manager"),
  "another manager": person(9, "manager"),
  "API key": null,
} satisfies Record<string, Decider | null>;
type Who = keyof typeof who;

const batch = (state: BatchState, more: Partial<Decidable> = {}): Decidable => ({
  state,
  seal: SEAL,
  messages: 3,
  proposedBy: PROPOSER,
  expiresAt: at(60),
  releasesAt: null,
  startedAt: null,
  approvers: [],
  ...more,
});
const first = { personId: FIRST, personName: "Mia" };
const approved = (more: Partial<Decidable> = {}) =>
  batch("approved", { approvers: [first], releasesAt: at(10), ...more });

/** Each act on a batch for which the state speaks, so that only the person decides. */
const acts: Record<string, readonly [Decision, Decidable]> = {
  approve: ["approve", batch("proposed")],
  "approve as the second": ["approve", batch("half-approved", { approvers: [first] })],
  reject: ["reject", batch("proposed")],
  undo: ["undo", approved()],
  pause: ["pause", approved()],
  resume: ["resume", approved({ state: "paused" })],
  stop: ["stop", approved({ state: "sending", startedAt: at(-5), releasesAt: at(-6) })],
};
const table: Record<keyof typeof acts, readonly Who[]> = {
  approve: ["another manager"],
  "approve as the second": ["another manager"],
  reject: ["manager who proposed it", "another manager"],
  undo: ["manager who proposed it", "another manager"],
  pause: ["admin", "manager who proposed it", "another manager"],
  resume: ["another manager"],
  stop: ["admin", "manager who proposed it", "another manager"],
};

describe("who may decide what: five kinds of people, eight acts", () => {
  for (const [name, [decision, of]] of Object.entries(acts))
    for (const [one, decider] of Object.entries(who)) {
      const may = table[name]?.includes(one as Who) ?? false;
      it(`${one} ${may ? "may" : "may not"} ${name}`, () => {
        const refusal = whyNot(decider, of, { decision, seal: SEAL, now: NOW });
        expect(refusal?.kind).toBe(may ? undefined : "forbidden");
      });
    }

  it.each([
    ["analyst", true],
    ["admin", true],
    ["manager", true],
    ["nobody's", false],
  ])("to propose, the eighth act, a %s role: %s", (role, may) => {
    expect(permissionsOf(role).has("notification.propose")).toBe(may);
  });

  it("a key may propose and read, whatever else its row lists", () => {
    const all = permissionsOfKey([
      "notification.read",
      "notification.propose",
      "notification.approve",
      "notification.manage",
    ]);
    expect([...all].sort()).toEqual(["notification.propose", "notification.read"]);
  });

  it("an analyst takes back what he proposed himself, and no other's", () => {
    const asked = { decision: "reject", seal: SEAL, now: NOW } as const;
    expect(whyNot(who.analyst, batch("proposed", { proposedBy: 1 }), asked)).toBeNull();
    expect(whyNot(who.analyst, batch("proposed", { proposedBy: null }), asked)?.kind).toBe("forbidden");
  });

  it("what the nightly run proposed any manager may approve", () => {
    const asked = { decision: "approve", seal: SEAL, now: NOW } as const;
    expect(whyNot(who["manager who proposed it"], batch("proposed", { proposedBy: null }), asked)).toBeNull();
  });
});

describe("when it can be decided", () => {
  const manager = who["another manager"];
  const said = (decision: Decision, of: Decidable, more: { seal?: string; now?: Date } = {}) =>
    whyNot(manager, of, { decision, seal: SEAL, now: NOW, ...more })?.sentence ?? null;
  const all: readonly BatchState[] = [
    "proposed",
    "half-approved",
    "releasing",
    "approved",
    "sending",
    "paused",
    "sent",
    "stopped",
    "refused",
    "rejected",
    "expired",
    "replaced",
  ];

  it.each([
    ["approve", ["proposed", "half-approved"]],
    ["reject", ["proposed", "half-approved"]],
    ["undo", ["half-approved", "releasing", "approved", "paused"]],
    ["pause", ["approved", "sending"]],
    ["resume", ["paused"]],
    ["stop", ["approved", "sending", "paused"]],
  ] as const)("%s: only while it is one of %j", (decision, states) => {
    expect(all.filter((state) => said(decision, batch(state, { releasesAt: at(1) })) === null)).toEqual(states);
  });

  it("a proposal ends at the very moment it says, not a millisecond later", () => {
    expect(said("approve", batch("proposed"), { now: new Date(at(60).getTime() - 1) })).toBeNull();
    expect(said("approve", batch("proposed"), { now: at(60) })).toBe("It cannot be approved any more: it is expired.");
  });

  it("an approval is taken back until the moment of release, and never once a message has begun", () => {
    expect(said("undo", approved(), { now: new Date(at(10).getTime() - 1) })).toBeNull();
    expect(said("undo", approved(), { now: at(10) })).toMatch(/time for taking it back is over/);
    expect(said("undo", approved({ startedAt: at(-1) }))).toMatch(/time for taking it back is over/);
    expect(said("undo", approved({ state: "paused" }), { now: at(11) })).toMatch(/time for taking it back is over/);
  });

  it("while its messages are still being put in place it is taken back whatever the clock says", () => {
    expect(said("undo", approved({ state: "releasing" }), { now: at(600) })).toBeNull();
  });

  it("names who was quicker", () => {
    expect(said("approve", approved())).toBe("It is approved already, by Mia.");
    expect(said("approve", approved({ state: "releasing" }))).toBe("It is approved already, by Mia.");
  });

  it("not twice by the same person, not of other contents, not of nobody", () => {
    const again = { personId: 9, personName: "Max" };
    expect(said("approve", batch("half-approved", { approvers: [again] }))).toMatch(/second approval is another/);
    expect(said("approve", batch("proposed"), { seal: "b".repeat(64) })).toMatch(/no longer what you were looking at/);
    expect(said("approve", batch("proposed", { messages: 0 }))).toMatch(/Nobody would be written to/);
  });
});

describe("whose approval stands", () => {
  const one = (decision: Decision, personId: number, seal = SEAL): Said => ({
    decision,
    personId,
    personName: `P${personId}`,
    seal,
  });
  const standing = (...said: Said[]) => standingApprovals(said, SEAL).map(({ personId }) => personId);

  it("each person once; none before an undo; none of another seal", () => {
    expect(standing(one("approve", 1), one("approve", 1), one("approve", 2))).toEqual([1, 2]);
    expect(standing(one("approve", 1), one("undo", 2), one("approve", 2))).toEqual([2]);
    expect(standing(one("approve", 1, "b".repeat(64)), one("pause", 2), one("approve", 3))).toEqual([3]);
    expect(standing(one("undo", 1))).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corrections, openCells } from "@/lib/accounting/corrections";
import {
  assertOpen,
  bookingMonth,
  isLocked,
  lockMonth,
  locksKnownAt,
  type MonthLock,
  signOff,
} from "@/lib/accounting/month-lock";
import { movementNames, NO_MOVEMENT } from "@/lib/accounting/movements";
import { type MonthCell, rollForward } from "@/lib/accounting/roll-forward";
import { monthCells } from "./arbitrary";

const [ann, bob] = [1, 2];
const lock = (month: string, lockedAt: string): MonthLock => ({
  month,
  lockedBy: ann,
  lockedAt,
  signedOffBy: null,
  signedOffAt: null,
});
const january = lock("2024-01-01", "2024-02-10T09:00:00Z");
const february = lock("2024-02-01", "2024-03-08T09:00:00Z");
const act = (by: number) => ({ by, at: "2024-04-05T08:00:00Z" });

describe("locking", () => {
  it("takes a month that is over and comes next, and remembers who and when", () => {
    expect(lockMonth([january, february], "2024-03-01", "2024-04-01", act(bob))).toEqual({
      ok: true,
      value: {
        month: "2024-03-01",
        lockedBy: bob,
        lockedAt: "2024-04-05T08:00:00Z",
        signedOffBy: null,
        signedOffAt: null,
      },
    });
    expect(lockMonth([], "2023-11-01", "2024-04-01", act(ann)).ok).toBe(true);
  });

  it.each([
    ["a month that is locked", "2024-01-01", "2024-01 is locked already"],
    ["a month before the first lock", "2023-06-01", "2023-06 is locked already"],
    ["a month with an open one before it", "2024-04-01", "2024-03 comes first: months are locked in a row"],
    ["a day inside a month", "2024-03-15", "2024-03-15 is not the first day of a month"],
  ])("refuses %s", (_, month, message) => {
    expect(lockMonth([january, february], month, "2024-06-01", act(ann))).toEqual({
      ok: false,
      problems: [{ field: "month", message }],
    });
  });

  it("refuses a month on its own last day: more may happen", () => {
    expect(lockMonth([january, february], "2024-03-01", "2024-03-31", act(ann))).toEqual({
      ok: false,
      problems: [{ field: "month", message: "2024-03 is not over" }],
    });
  });

  it("is signed off once, by somebody else", () => {
    expect(signOff(january, act(ann))).toMatchObject({ ok: false });
    const signed = signOff(january, act(bob));
    expect(signed).toEqual({ ok: true, value: { ...january, signedOffBy: bob, signedOffAt: "2024-04-05T08:00:00Z" } });
    expect(signed.ok && signOff(signed.value, act(3)).ok).toBe(false);
  });

  it("closes everything up to the last lock, and nothing after", () => {
    const locks = [january, february];
    expect(["2020-05-17", "2024-02-29"].map((day) => isLocked(locks, day))).toEqual([true, true]);
    expect(isLocked(locks, "2024-03-01")).toBe(false);
    expect(isLocked([], "2020-01-01")).toBe(false);
    expect(() => assertOpen(locks, "2024-02-01")).toThrow(/2024-02 is locked/);
    expect(() => assertOpen(locks, "2024-03-01")).not.toThrow();
  });

  it("sends what belongs to a locked month to the first open one, and leaves open months alone", () => {
    const locks = [february, january];
    expect(bookingMonth(locks, "2024-01-20")).toBe("2024-03-01");
    expect(bookingMonth(locks, "2024-05-20")).toBe("2024-05-01");
    expect(bookingMonth([], "2024-05-20")).toBe("2024-05-01");
    expect(bookingMonth([lock("2023-12-01", "2024-01-09T00:00:00Z")], "2023-12-31")).toBe("2024-01-01");
  });

  it("known at an earlier instant leaves out later locks and later signatures", () => {
    const signed = { ...january, signedOffBy: bob, signedOffAt: "2024-02-20T09:00:00+01:00" };
    expect(locksKnownAt([signed, february], "2024-02-15T00:00:00Z")).toEqual([january]);
    expect(locksKnownAt([signed, february], "2024-02-20T08:00:00Z")).toEqual([signed]);
    expect(locksKnownAt([signed, february], "2024-02-10T08:59:59Z")).toEqual([]);
    expect(locksKnownAt([january], "2024-02-10T08:30:00-01:00")).toEqual([january]);
  });
});

const classic = { cardType: "CLASSIC", brand: "NORTH", currency: "USD", standing: "paid" } as const;
const cell = (month: string, movements: Partial<typeof NO_MOVEMENT>): MonthCell => ({
  ...classic,
  month,
  movements: { ...NO_MOVEMENT, ...movements },
});

describe("corrections of locked months", () => {
  it("book a redemption of January that was loaded after the lock of February in March, and say whose it is", () => {
    const atLock = [cell("2024-01-01", { sold: 10_000n, redeemed: 2_000n })];
    const now = [cell("2024-01-01", { sold: 10_000n, redeemed: 5_000n }), cell("2024-03-01", { redeemed: 1_000n })];
    expect(corrections([january, february], atLock, now)).toEqual([
      {
        ...classic,
        month: "2024-01-01",
        bookedIn: "2024-03-01",
        movements: { ...NO_MOVEMENT, redeemed: 3_000n },
      },
    ]);
  });

  it("take out what a withdrawn batch had brought, and follow a card type that turns out to be given away", () => {
    const atLock = [cell("2024-01-01", { sold: 10_000n })];
    expect(corrections([january], atLock, [])).toMatchObject([{ movements: { sold: -10_000n } }]);
    const given = { ...cell("2024-01-01", { sold: 10_000n }), standing: "given" as const };
    expect(
      corrections([january], atLock, [given]).map(({ standing, movements }) => [standing, movements.sold]),
    ).toEqual([
      ["paid", -10_000n],
      ["given", 10_000n],
    ]);
  });

  it("are none where nothing changed, and none of open months", () => {
    const cells = [cell("2024-01-01", { sold: 10_000n }), cell("2024-02-01", { sold: 1n })];
    expect(corrections([january, february], cells, cells)).toEqual([]);
    expect(corrections([january], cells, [cells[0] ?? cell("", {}), cell("2024-02-01", { sold: 9n })])).toEqual([]);
  });

  it("leave locked rows as they were and bring the open months to what is known now: the closing is that of a roll-forward never locked", () => {
    const list = fc.array(monthCells, { maxLength: 30 });
    fc.assert(
      fc.property(list, list, (before, now) => {
        const locked = lock("2024-06-01", "2024-07-05T00:00:00Z");
        const first = { from: "2024-01-01", to: "2024-06-30" };
        const reported = rollForward({
          ...first,
          openings: [],
          cells: before.filter(({ month }) => month <= "2024-06-01"),
        });
        const closing = new Map(reported.map((row) => [row.cardType, row]));
        const openings = [...closing.values()].map(({ closing: liability, payableClosing: payable, ...row }) => ({
          cardType: row.cardType,
          brand: row.brand,
          currency: row.currency,
          standing: row.standing,
          liability,
          payable,
        }));
        const open = { from: "2024-07-01", to: "2024-12-31", openings, cells: openCells([locked], before, now) };
        const last = (rows: readonly { cardType: string; closing: bigint; payableClosing: bigint }[]) => {
          const balances = new Map<string, string>();
          for (const row of rows) balances.set(row.cardType, `${row.closing} ${row.payableClosing}`);
          return [...balances].filter(([, balance]) => balance !== "0 0").sort();
        };
        const unlocked = rollForward({ from: "2024-01-01", to: "2024-12-31", openings: [], cells: now });
        expect(last(rollForward(open))).toEqual(last(unlocked));
        const moved = (cells: readonly MonthCell[]) =>
          movementNames.map((name) => cells.reduce((sum, { movements }) => sum + movements[name], 0n));
        const taken = [...before.filter(({ month }) => month <= "2024-06-01"), ...open.cells];
        expect(moved(taken)).toEqual(moved(now));
      }),
    );
  });
});

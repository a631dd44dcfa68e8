import { describe, expect, it } from "vitest";
import { daysBetween } from "@/lib/dates";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { explain } from "@/lib/notifications/optimiser/explain";
import { explanationWords } from "@/lib/notifications/optimiser/explain-words";
import { card, expiring, planOf, unit } from "./plan-fixtures";

function explained(...asked: Parameters<typeof planOf>) {
  const plan = planOf(...asked);
  const [planned] = plan.units;
  if (!planned) throw new Error("the plan has no unit");
  return explain(plan, planned);
}

const holding = (lastDay: string, reason: "card-expiry" | "escheat" = "card-expiry") =>
  unit({ people: [{ customerId: 1, cards: [card({ losses: [{ reason, lastDay }] })] }] });

describe("an explanation", () => {
  it("tells what is at stake, until when, the moment, and two others at least a week away with what spoke against them", () => {
    const found = explained([holding("2026-04-30")]);
    expect(found).toMatchObject({
      reason: "card-expiry",
      lossOn: "2026-04-30",
      daysToLoss: 105,
      atStake: "5000",
      cards: 1,
      people: 1,
      leftOut: null,
    });
    expect(found.chosen?.because).toBe("best");
    expect(found.others).toHaveLength(2);
    const days = [found.chosen, ...found.others].map((moment) => daysBetween("2026-01-15", moment?.on ?? ""));
    for (const [i, a] of days.entries()) {
      for (const b of days.slice(i + 1)) expect(Math.abs(a - b)).toBeGreaterThanOrEqual(7);
    }
    for (const { gain } of found.others) expect(gain).toBeLessThanOrEqual(found.chosen?.gain ?? 0);
  });

  it("says of an earlier day that it costs more, and of a later one that it brings less", () => {
    const { chosen, others } = explained([unit()]);
    expect(others.map(({ on, against }) => [on < (chosen?.on ?? ""), against]).sort()).toEqual([
      [false, "brings-less"],
      [true, "costs-more"],
    ]);
  });

  it.each<[string, Parameters<typeof planOf>, string, string]>([
    [
      "a message of this week",
      [[unit({ histories: [[Date.parse("2026-01-15T12:00:00Z")]] })]],
      "best-lawful",
      "frequency-cap",
    ],
    ["a letter", [[unit({ letters: [{ from: "2026-01-20", to: "2026-01-20" }] })]], "best-lawful", "letter"],
    ["a day that is full", [[unit()], { rules: { dailyCapacity: 1, capacityUsed: full(1, 9) } }], "best-free", "full"],
  ])("changes with its input: %s is why the best day was not taken", (_, [units, asked], because, against) => {
    const cheap = { values: { messageCost: 0, fatigueCost: 0 } };
    expect(
      explained(
        units.map((one) => ({ ...one, histories: [], letters: [] })),
        cheap,
      ).chosen?.because,
    ).toBe("best");
    const found = explained(units, { ...asked, ...cheap });
    expect(found.chosen?.because).toBe(because);
    expect(found.others[0]?.against).toBe(against);
  });

  it("changes its reason with the loss: the state's date in place of the card's, and none when it is far away", () => {
    expect(explained([holding("2026-04-30", "escheat")]).reason).toBe("escheat");
    expect(explained([holding("2027-04-30")]).reason).toBe("unused-balance");
  });

  it("says of who is left out by which rule, and what his best days would have been", () => {
    const found = explained([unit()], { rules: { budget: 0 } });
    expect(found).toMatchObject({ chosen: null, leftOut: "budget" });
    expect(found.others.map(({ against }) => against)).toEqual(["money", "money"]);
    expect(explained([unit()], { values: { messageCost: 5_000 } }).others[0]?.against).toBe("no-gain");
  });

  it("is stored as plain values", () => {
    const found = explained([holding("2026-04-30")]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe("an explanation in words", () => {
  it("names the amount, the last day and the moment", () => {
    const words = explanationWords(explained([holding("2026-04-30")]), "USD");
    expect(words.stake).toBe("$50.00 on one card can be used up to 30 Apr 2026, when the card expires.");
    expect(words.choice[0]).toMatch(/^\d+ \w+ 2026 by e-mail gains most of all days: \$0\.\d\d expected, with \d+/);
    expect(words.others).toHaveLength(2);
    expect(words.others.join(" ")).not.toMatch(/[{}]|undefined|NaN/);
  });

  it("says that people share a mailbox, and what was against who is left out", () => {
    const people = [1, 2].map((customerId) => ({ customerId, cards: [card({ losses: expiring("2026-04-30") })] }));
    expect(explanationWords(explained([unit({ people })]), "USD").choice.at(-1)).toBe(
      "2 people share the mailbox and get one message.",
    );
    const words = explanationWords(
      explained([unit({ channels: [{ channel: "email", blockedBy: "bounced" }] })]),
      "USD",
    );
    expect(words.choice).toEqual(["Left out: the address takes no mail."]);
  });

  it("names no amount below the smallest coin as nothing", () => {
    const small = unit({ people: [{ customerId: 1, cards: [card({ balance: 20n })] }] });
    const words = explanationWords(explained([small], { values: { messageCost: 0, fatigueCost: 0 } }), "USD");
    expect(words.choice[0]).toContain("less than $0.01 expected");
  });
});

function full(from: number, to: number): Map<string, number> {
  const days = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return new Map(days.map((day) => [`email 2026-01-${String(15 + day).padStart(2, "0")}`, 1]));
}

describe("whose clock the hour is by", () => {
  const wordsFor = (residence: Partial<typeof nowhere>, rules = {}) => {
    const found = explained([unit({ clock: clockOf({ ...nowhere, ...residence }, "UTC") })], { rules });
    return { clock: found.clock, hour: found.chosen?.hour, words: explanationWords(found, "USD").choice.slice(2) };
  };

  it("is not talked about where it is the person's own", () => {
    expect(wordsFor({ timeZone: "Asia/Tokyo" }).words).toEqual([]);
  });

  it("is said to be a fallback where it is the state's, or the issuer's", () => {
    expect(wordsFor({ jurisdiction: "US-NY" }).words).toEqual([
      "The hour is by the clock of New York: of the person’s own only the address is known.",
    ]);
    expect(wordsFor({}).words).toEqual([
      "The hour is by the issuer’s clock: nobody knows the person’s own, nor a state.",
    ]);
  });

  it("moves to eleven in Texas, when nobody may be written to before ten: then it is ten in its west too", () => {
    const { clock, hour, words } = wordsFor({ jurisdiction: "US-TX" }, { quietTo: 10 });
    expect(clock).toEqual({
      zones: ["America/Chicago", "America/Denver"],
      from: "state",
      state: "US-TX",
      stricter: null,
      movedFrom: 10,
    });
    expect(hour).toBe(11);
    expect(words).toEqual([
      "Texas has two clocks, and of the person’s own only the address is known: the hour is lawful by both.",
      "By the issuer’s own hours and one clock it would leave at 10:00; it leaves at 11:00.",
    ]);
  });

  it("keeps to the hours of Washington where the issuer allows later ones, and says so", () => {
    const { clock, words } = wordsFor(
      { timeZone: "America/Los_Angeles", jurisdiction: "US-WA" },
      { quietFrom: 21, quietTo: 8 },
    );
    expect(clock).toMatchObject({ stricter: { from: 20, to: 8 }, movedFrom: null });
    expect(words).toEqual([
      "Washington allows such messages from 8:00 to 20:00 only; where that is less than the issuer’s own hours it holds.",
    ]);
  });
});

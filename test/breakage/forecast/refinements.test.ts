import { describe, expect, it } from "vitest";
import { asKnownAt, type Cohort } from "@/lib/breakage/forecast/cohort";
import { unrefined } from "@/lib/breakage/forecast/exposure";
import { fitRefined, type Refinement } from "@/lib/breakage/forecast/refinements";
import { expectedOpen, openShare, sharesOf, survivalOf } from "@/lib/breakage/forecast/survival";
import { hasEnded, makeTable } from "@/lib/breakage/forecast/table";
import { breakageOf, lastSale, simulate, standardWorld } from "./simulator";

function biasOf(
  cohorts: readonly Cohort[],
  cut: number,
  wanted: readonly Refinement[],
  of: (cohort: Cohort) => boolean,
) {
  const truth = new Map(cohorts.map((cohort) => [cohort.id, breakageOf(cohort)]));
  const table = makeTable(asKnownAt(cohorts, cut), cut, 60);
  const survival = survivalOf(fitRefined(table, wanted).model);
  const open = table.lines.filter((line) => line.observed <= line.end && of(line.cohort));
  const expected = open.reduce((sum, line) => sum + expectedOpen(survival(line), line, line.end + 1), 0);
  return expected / open.reduce((sum, line) => sum + (truth.get(line.cohort.id) ?? 0), 0) - 1;
}

describe("December's own season", () => {
  const world = { ...standardWorld, vintages: 39, cards: 400, sharedShock: 0 };
  const cut = lastSale(world);
  const cohorts = simulate("december", world);
  /** Three months old at the cut, the end of March. */
  const isLastDecember = ({ vintage }: Cohort) => vintage === cut - 3;

  it("is found: cards of December run through their lives 1/0.7 times as fast, ln 1.43 = 0.36", () => {
    const { saleSpeeds } = fitRefined(makeTable(asKnownAt(cohorts, cut), cut, 60), ["sale-month"]);
    const [december, ...others] = [...(saleSpeeds ?? [])].reverse();
    const usual = others.reduce((sum, speed) => sum + speed, 0) / others.length;
    expect((december ?? 0) - usual).toBeGreaterThan(0.25);
    expect((december ?? 0) - usual).toBeLessThan(0.45);
    for (const speed of others) expect(Math.abs(speed - usual)).toBeLessThan(0.05);
  });

  it("takes most of the error off last December's cohorts, which look as good as spent because they came early", () => {
    const plain = biasOf(cohorts, cut, [], isLastDecember);
    expect(plain).toBeLessThan(-0.1);
    expect(Math.abs(biasOf(cohorts, cut, ["sale-month"], isLastDecember))).toBeLessThan(Math.abs(plain) / 2);
  });

  it("is not looked for in less than two years", () => {
    const early = world.firstMonth + 22;
    expect(fitRefined(makeTable(asKnownAt(cohorts, early), early, 60), ["sale-month"]).saleSpeeds).toBeNull();
  });
});

describe("calendar months", () => {
  const cut = lastSale({ ...standardWorld, vintages: 36 });

  it("are found where every July doubles what is redeemed, and the factor is close to 2", () => {
    const cohorts = simulate("july", { vintages: 36, cards: 200, types: 4 }).map((cohort) => {
      let open = cohort.face;
      const redeemed = cohort.redeemed.map((amount, age) => {
        const wanted = (cohort.vintage + age) % 12 === 6 ? 2 * amount : amount;
        const paid = Math.min(open, wanted);
        open -= paid;
        return paid;
      });
      return { ...cohort, redeemed };
    });
    const { calendar } = fitRefined(makeTable(asKnownAt(cohorts, cut), cut, 60), ["calendar-month"]);
    const others = (calendar ?? []).filter((_, month) => month !== 6);
    const usual = others.reduce((sum, factor) => sum + factor, 0) / others.length;
    expect((calendar?.[6] ?? 0) / usual).toBeGreaterThan(1.7);
    expect((calendar?.[6] ?? 0) / usual).toBeLessThan(2.1);
  });
});

describe("a rush before funds end", () => {
  // One programme has seen its cards expire after a year, another's live 30 months and none has come so far.
  const year = { ...standardWorld, types: 3, vintages: 24, cards: 300, endAge: 12, rush: 0.4 };
  const long = { ...year, endAge: 30 };
  const named = (cohorts: readonly Cohort[], prefix: string) =>
    cohorts.map((cohort) => ({ ...cohort, id: `${prefix}${cohort.id}`, type: `${prefix}${cohort.type}` }));
  const cohorts = [...named(simulate("short", year), "S"), ...named(simulate("long", long), "L")];
  const cut = lastSale(year);
  const isLong = ({ type }: Cohort) => type.startsWith("L");

  it("is learnt from the types that have come so far, and lowers what the others are expected to leave", () => {
    const { expiry } = fitRefined(makeTable(asKnownAt(cohorts, cut), cut, 60), ["expiry"]);
    // Four in ten of the cards that nobody used, of which a hundred had ten, in two months; about sixteen were still open.
    for (const extra of expiry?.slice(0, 2).flat() ?? [0]) {
      expect(extra).toBeGreaterThan(0.03);
      expect(extra).toBeLessThan(0.25);
    }
    const [without, refined] = [biasOf(cohorts, cut, [], isLong), biasOf(cohorts, cut, ["expiry"], isLong)];
    expect(without).toBeGreaterThan(0.15);
    expect(refined).toBeLessThan(without / 2);
  });

  it("is not seen where nobody hurries", () => {
    const calm = [
      ...named(simulate("calm", { ...year, rush: 0 }), "S"),
      ...named(simulate("calm", { ...long, rush: 0 }), "L"),
    ];
    const { expiry } = fitRefined(makeTable(asKnownAt(calm, cut), cut, 60), ["expiry"]);
    expect(expiry?.flat().every((extra) => extra < 0.03) ?? true).toBe(true);
  });
});

describe("the share of a balance that is left between two ages", () => {
  const world = { ...standardWorld, types: 3, vintages: 30, endAge: 14, cards: 200, rush: 0.5 };
  const cut = lastSale(world);
  const table = makeTable(asKnownAt(simulate("shares", world), cut), cut, 60);

  it.each([[[]], [["expiry"]], [["expiry", "sale-month", "calendar-month"]]] as const)(
    "is that of the cohort's curve to the last bit, with %j as without",
    (wanted) => {
      const { model } = fitRefined(table, wanted);
      const [survival, shares] = [survivalOf(model), sharesOf(model)];
      expect(model.refiner === unrefined).toBe(wanted.length === 0);
      for (const line of table.lines.filter((one) => !hasEnded(one))) {
        for (const to of [line.observed, line.end, line.end + 1]) {
          expect(shares(line, line.observed, to)).toBe(openShare(survival(line), line.observed, to));
        }
      }
    },
  );
});

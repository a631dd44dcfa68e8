import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { triangleMethods } from "@/lib/breakage/triangle/methods";
import { exampleForm } from "@/lib/breakage/triangle-view/example";
import { type MethodRow, methodRow } from "@/lib/breakage/triangle-view/method-rows";
import type { OwnTriangle } from "@/lib/breakage/triangle-view/own-triangle";
import { remarksOn } from "@/lib/breakage/triangle-view/row-words";
import { RAA } from "../triangle/published-triangles";
import { csvOf, OPEN_EXAMPLE, pasted } from "./pasted";

const raa = pasted({ triangle: csvOf(RAA) });
const example = pasted(exampleForm);

function able(row: MethodRow) {
  if (!row.ok) throw new Error(row.problems.map(({ message }) => message).join() || row.missing.join());
  return row;
}

describe("a method's row", () => {
  it("has the chain ladder's figures of RAA: reserve 52,135 with a standard error of 26,909 (Mack 1994, CAS Forum)", () => {
    const { total } = able(methodRow("chain-ladder", raa, []));
    expect(Math.round(total.reserve)).toBe(52_135);
    expect(Math.round(total.standardError ?? 0)).toBe(26_909);
    expect([total.face, total.never]).toEqual([null, null]);
  });

  it("says what is missing instead of figures", () => {
    const missing = triangleMethods.map((method) => {
      const row = methodRow(method, raa, []);
      return row.ok ? null : `${method}: ${row.missing.join(" ")}`;
    });
    expect(missing.filter((text) => text !== null)).toEqual([
      "open-balance: face",
      "bornhuetter-ferguson: exposures prior",
      "benktander: exposures prior",
      "cape-cod: exposures",
    ]);
  });

  it("counts open balances as value redeemed: of 2500 sold 820 are redeemed, 380 will be, 1300 never", () => {
    const { total, origins } = able(methodRow("open-balance", pasted({ triangle: OPEN_EXAMPLE, kind: "open" }), []));
    expect(total).toMatchObject({ latest: 820, face: 2500 });
    expect([total.ultimate, total.reserve, total.never].map((amount) => amount?.toFixed(6))).toEqual([
      "1200.000000",
      "380.000000",
      "1300.000000",
    ]);
    expect(total.standardError).toBeCloseTo(126.02, 2);
    expect(origins.map(({ never }) => Math.round(never ?? 0))).toEqual([480, 560, 260]);
  });

  it("names the place where value redeemed cannot do what the open balance can: a month sold but not used", () => {
    const row = methodRow("chain-ladder", pasted({ triangle: OPEN_EXAMPLE, kind: "open" }), []);
    expect(row).toMatchObject({ ok: false, problems: [{ kind: "nothing-observed", origin: "Mar" }] });
  });

  it("passes a tail, an ultimate age or the length of an origin only to those that use it", () => {
    const own = pasted({ ...exampleForm, tail: "1.1", ultimateAge: "12", originPeriod: "1" });
    const rows = triangleMethods.map((method) => able(methodRow(method, own, [])));
    const withoutTail = able(methodRow("chain-ladder", example, []));
    expect(rows[0]?.total.ultimate).toBeCloseTo(1.1 * withoutTail.total.ultimate, 6);
    expect(rows.map(({ factors }) => factors.length)).toEqual([8, 9, 8, 8, 8, 7, 7]);
  });

  it("carries the hazard on to the ultimate age in pasted ages, though open balances count from one spacing before", () => {
    const months = { triangle: exampleForm.triangle, exposures: exampleForm.exposures };
    const fromZero = months.triangle.replace("1,2,3,4,5,6,7,8", "0,1,2,3,4,5,6,7");
    const plain = able(methodRow("open-balance", pasted({ ...months, ultimateAge: "12" }), []));
    const shifted = able(methodRow("open-balance", pasted({ ...months, triangle: fromZero, ultimateAge: "11" }), []));
    expect(shifted.total).toEqual(plain.total);
  });

  it("tells no breakage where an ultimate is above its face value, nor in total: 90 · 2 of 100 sold", () => {
    const own = pasted({ triangle: "o,1,2\na,50,100\nb,45,90\nc,90", exposures: "a,300\nb,100\nc,100" });
    const row = methodRow("chain-ladder", own, []);
    const { total, origins } = able(row);
    expect(origins.map(({ ultimate, never }) => [ultimate, never])).toEqual([
      [100, 200],
      [90, 10],
      [180, null],
    ]);
    expect([total.ultimate, total.face, total.never]).toEqual([370, 500, null]);
    expect(remarksOn(row, own, [])).toEqual([expect.stringMatching(/^An ultimate is above its face value/)]);
  });
});

describe("links left out", () => {
  it("are the same cards on both bases: leaving out a link changes ladder and open balance, and no curve", () => {
    const leftOut = [{ origin: "2025-12", step: 1 }];
    const changed = triangleMethods.filter(
      (method) =>
        able(methodRow(method, example, leftOut)).total.reserve !== able(methodRow(method, example, [])).total.reserve,
    );
    expect(changed).toEqual(["chain-ladder", "open-balance", "bornhuetter-ferguson", "benktander", "cape-cod"]);
  });

  it("from the face value are the open balance's alone", () => {
    const leftOut = [{ origin: "2025-12", step: -1 }];
    const reserve = (method: "chain-ladder" | "open-balance", out: typeof leftOut) =>
      able(methodRow(method, example, out)).total.reserve;
    expect(reserve("chain-ladder", leftOut)).toBe(reserve("chain-ladder", []));
    expect(reserve("open-balance", leftOut)).not.toBe(reserve("open-balance", []));
  });
});

it("with open balances no method's range promises more than is open, nor less than nothing", () => {
  const cohorts = fc.array(fc.tuple(fc.integer({ min: 100, max: 900 }), fc.integer({ min: 10, max: 90 })), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(cohorts, (drawn) => {
      const lines = drawn.map(([face, share], i) => {
        const balances = [0, 1, 2, 3].slice(0, 4 - i).map((age) => face * (share / 100) ** age);
        return [`o${i}`, ...balances].join(",");
      });
      const own: OwnTriangle = pasted({ triangle: ["o,0,1,2,3", ...lines].join("\n"), kind: "open" });
      const { origins, total } = able(methodRow("open-balance", own, []));
      for (const { range, face, latest } of [...origins, total]) {
        expect(range?.low).toBeGreaterThanOrEqual(0);
        expect(range?.high).toBeLessThanOrEqual((face ?? 0) - latest + 1e-9);
      }
    }),
  );
});

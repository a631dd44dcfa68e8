import { describe, expect, it } from "vitest";
import { calculatorExamples, exampleNames } from "@/lib/accounting/calculator-examples";
import {
  type CalculatorForm,
  calculateForm,
  emptyCalculator,
  formOf,
  formText,
} from "@/lib/accounting/calculator-form";
import { periodsOfText, plainAmount, shareOfPercent } from "@/lib/accounting/calculator-text";

const results = (form: CalculatorForm) => {
  const outcome = calculateForm(form);
  if (outcome.state !== "ok") throw new Error(JSON.stringify(outcome));
  return outcome.value.periods.map(({ revenue, breakageRevenue, liability, escheatPayable }) => [
    Number(revenue),
    breakageRevenue === null ? null : Number(breakageRevenue),
    Number(liability),
    Number(escheatPayable),
  ]);
};

describe("the examples", () => {
  it("IFRS 15 IE52: 4,110 and 3,493, as published; with 10,000 points 206 and 22 of it are breakage", () => {
    // 8,676 · 4,500 ÷ 10,000 = 3,904.2 were redeemed for, 8,676 · 8,500 ÷ 10,000 = 7,374.6 in all.
    expect(results(calculatorExamples.ie52)).toEqual([
      [4110, 206, 4566, 0],
      [3493, 22, 1073, 0],
    ]);
  });

  it("states: 60.00 of breakage in step with 450.00 and 900.00 of 900.00, 40.00 held, as in README.md", () => {
    expect(results(calculatorExamples.states)).toEqual([
      [0, 0, 96_000, 4_000],
      [48_000, 3_000, 48_000, 4_000],
      [48_000, 3_000, 0, 4_000],
    ]);
  });

  it("down: 50.00 recognised, then 5 % of 1,000.00 · 450 ÷ 950 = 23.68: 26.32 are taken back", () => {
    expect(results(calculatorExamples.down)).toEqual([
      [50_000, 5_000, 50_000, 0],
      [-2_632, -2_632, 52_632, 0],
    ]);
  });

  it("remote: nothing until it is, then three quarters of the 100.00 that are left", () => {
    expect(results(calculatorExamples.remote).map(([, breakage]) => breakage)).toEqual([0, 0, 7_500]);
  });

  it("fit into an address, and come back out of it as they were", () => {
    for (const name of exampleNames) {
      const text = formText(calculatorExamples[name]);
      expect(text).not.toBeNull();
      expect(formOf(text)).toEqual(calculatorExamples[name]);
    }
    expect(formText({ ...calculatorExamples.ie52, periods: "x".repeat(3_000) })).toBeNull();
    for (const text of ["", "{", "[]", '{"method":"guess"}', null]) expect(formOf(text)).toBeNull();
  });
});

describe("pasted periods", () => {
  it("are read between tabs, semicolons or commas, whatever the order of the columns", () => {
    const expected = {
      ok: true,
      periods: [
        { period: "Q1", redeemed: "450.00", expectedRedemptions: "900.00" },
        { period: "Q2", redeemed: "0", remote: true },
      ],
    };
    for (const separator of ["\t", ";", ","]) {
      const lines = [
        ["Redeemed", "Period", "Expected redemptions", "Remote?"],
        ["450.00", "Q1", "900.00", "no"],
        ["", "Q2", "", "x"],
      ];
      const text = lines.map((cells) => cells.join(separator)).join("\r\n");
      const found = periodsOfText(text);
      expect(found.ok && found.periods.map(({ remote, ...one }) => (remote ? { ...one, remote } : one))).toEqual(
        expected.periods,
      );
    }
  });

  it("need a column of redemptions, a line below the head, and names that are known and stand there once", () => {
    expect(periodsOfText("period\nQ1")).toEqual({ ok: false, problems: [{ kind: "head" }] });
    expect(periodsOfText("redeemed,used,colour")).toEqual({
      ok: false,
      problems: [{ kind: "twice", name: "used" }, { kind: "column", name: "colour" }, { kind: "none" }],
    });
  });

  it("lose commas between thousands, and no other comma: nobody can say what it parts", () => {
    expect(["1,250.50", "$ 1,000,000", "12'500", "1 250"].map(plainAmount)).toEqual([
      "1250.50",
      "1000000",
      "12500",
      "1250",
    ]);
    expect(plainAmount("1234,56")).toBe("1234,56");
    const outcome = calculateForm({ ...calculatorExamples.states, amount: "1000,00" });
    expect(outcome).toMatchObject({ state: "faults", faults: [{ kind: "field", field: "face", line: null }] });
  });

  it("give shares in per cents: 12.5 is 0.125, 0 is 0, 100 is 1", () => {
    expect(["12.5", "0", "100", "5 %", "0,5"].map(shareOfPercent)).toEqual(["0.125", "0.00", "1.00", "0.05", "0.005"]);
    expect(shareOfPercent("a tenth")).toBe("a tenth");
  });

  it("say the line and the field that is wrong", () => {
    const periods = "period,redeemed,expected\nQ1,100,900\nQ2,2000,900";
    expect(calculateForm({ ...calculatorExamples.states, periods })).toMatchObject({
      state: "faults",
      faults: [
        { kind: "field", field: "redeemed", line: 2 },
        { field: "expectedRedemptions", line: 2 },
      ],
    });
  });
});

describe("an empty form", () => {
  it("has neither results nor faults", () => {
    expect(calculateForm(emptyCalculator("USD"))).toEqual({ state: "empty" });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralise, originalOf, restore } from "@/lib/export/neutralise";

describe("neutralising what a spreadsheet would run (R25)", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])("puts an apostrophe before %j", (text) => {
    expect(neutralise(text)).toMatch(/^'/);
  });

  it("does the same after a quote or a separator, where a careless reader would begin a new cell", () => {
    expect(neutralise('Smith","=cmd')).toBe('Smith","\'=cmd');
    expect(neutralise("a;=1|+2,@3")).toBe("a;'=1|'+2,'@3");
  });

  it("leaves ordinary text alone", () => {
    for (const text of ["Acme & Co", "O'Neil", "a-b", "x = y", "Прибой", "港", ""]) expect(neutralise(text)).toBe(text);
  });

  it("comes back as it was, whatever it was", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "=", "+", "-", "@", "\t", "\r", "\n", ",", ";", "|", "a", "ж"),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => restore(neutralise(text)) === text),
      { numRuns: 3000 },
    );
  });

  it("is taken back only where it was done: an apostrophe that no export puts there stays", () => {
    for (const text of ["=1+1", "a;=1|+2", "'=1", "O'Neil", "", "+7 900"])
      expect(originalOf(neutralise(text))).toBe(text);
    for (const text of ["'abc", "O'Neil", "=1", "'=1;+2", "'"]) expect(originalOf(text)).toBe(text);
  });

  it("never begins a cell with anything a spreadsheet runs", () => {
    const nasty = fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", "a") });
    fc.assert(fc.property(nasty, (text) => !/^[=+\-@\t\r\n]/.test(neutralise(text))));
  });
});

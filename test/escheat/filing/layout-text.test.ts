import { describe, expect, it } from "vitest";
import { layoutText, readLayout } from "@/lib/escheat/filing/layout-text";
import { layout } from "../report-file/naupa2/fictional-layout";

const faultsOf = (text: string): string => {
  try {
    readLayout(text);
  } catch (error) {
    return (error as { fields: Record<string, string> }).fields.text ?? "";
  }
  throw new Error("was not refused");
};

describe("a layout of NAUPA II, typed in", () => {
  it("reads back as what it was, whatever parts its columns", () => {
    const text = layoutText(layout);
    expect(readLayout(text)).toEqual(layout);
    expect(readLayout(text.replaceAll(",", "\t"))).toEqual(layout);
    expect(readLayout(text.replaceAll(",", ";").replaceAll("\n", "\r\n"))).toEqual(layout);
  });

  it("names the columns it lacks, and each line that cannot be", () => {
    expect(faultsOf("record,field,start\n")).toMatch(/missing: length, type, required, rule/);
    const head = "record,field,start,length,type,required,rule\n";
    expect(faultsOf(head)).toMatch(/no line below/);
    expect(faultsOf(`${head}HOLDER,NAME,two,40,C,yes,holder name\n`)).toMatch(/^Line 2: start/);
    expect(faultsOf(`${head}SECURITIES,NAME,2,40,C,yes,holder name\n`)).toMatch(/^Line 2: record/);
  });

  it("is refused by what no record can hold: fields over one another, or beyond the last byte", () => {
    const [first, ...others] = layout;
    if (!first) throw new Error("no layout");
    expect(faultsOf(layoutText([{ ...first, start: 600, length: 40 }, ...others]))).toMatch(/625/);
  });
});

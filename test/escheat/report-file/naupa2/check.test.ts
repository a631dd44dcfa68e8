import { describe, expect, it } from "vitest";
import { checkNaupa2 } from "@/lib/escheat/report-file/naupa2/check";
import type { Layout } from "@/lib/escheat/report-file/naupa2/layout";
import { naupa2File } from "@/lib/escheat/report-file/naupa2/write";
import { problemSentence } from "@/lib/escheat/report-file/problem";
import { owner, property, report, unknown, withBody } from "../sample-report";
import { layout } from "./fictional-layout";

const two = withBody({ properties: [unknown, { ...property, owners: [owner, owner] }] });
const file = new TextDecoder().decode(
  naupa2File([two], { layout, propertyCode: "MS12", aggregateAllowed: false }).bytes,
);
const whole = new TextDecoder().decode(
  naupa2File([report], { layout, propertyCode: "MS12", aggregateAllowed: true }).bytes,
);

const check = (text: string, aggregateAllowed = false, of: Layout = layout) =>
  checkNaupa2(new TextEncoder().encode(text), { layout: of, aggregateAllowed }).map(problemSentence);

/** The text with what stands in a field of one record replaced; the record counted from 1. */
function set(text: string, record: number, field: string, value: string): string {
  const kind = { "1": "HOLDER", "2": "PROPERTY", "3": "PROPADD", "9": "SUMINFO" }[text[(record - 1) * 627] ?? ""];
  const found = layout.find((one) => one.record === kind && one.field === field);
  if (!found || value.length !== found.length) throw new Error("no such field");
  const at = (record - 1) * 627 + found.start - 1;
  return text.slice(0, at) + value + text.slice(at + found.length);
}

const code = (text: string, record: number, value: string) =>
  text.slice(0, (record - 1) * 627) + value + text.slice((record - 1) * 627 + 1);

describe("the checker of finished NAUPA II bytes", () => {
  it("has nothing to say of a good file", () => {
    expect(check(file)).toEqual([]);
    expect(check(whole, true)).toEqual([]);
    expect(check(whole + whole, true)).toEqual([]);
  });

  it.each<[string, string]>([
    ["Record 1: record is missing: the file is empty.", ""],
    ["Record 1: record must be 625 bytes, followed by CR LF.", file.replace("\r\n", "\n")],
    ["Record 5: record must be 625 bytes, followed by CR LF.", file.slice(0, -1)],
    ["Record 2: record must be 625 bytes, followed by CR LF.", file.slice(0, 700) + file.slice(701)],
    ["Record 1: record has characters other than plain ASCII.", file.replace("HARBOR", "HARB\u0001R")],
    ["Record 1: transaction code 2 may not stand here.", file.slice(627)],
    ["Record 2: transaction code 5 may not stand here.", code(file, 2, "5")],
    ["Record 2: transaction code 3 may not stand here.", code(file, 2, "3")],
    ["Record 2: transaction code 1 may not stand here.", code(file, 2, "1")],
    ["Record 5: transaction code 9 is missing: the file ends without a summary record.", file.slice(0, -627)],
    ["Record 2: X-SEQ is not in order.", set(file, 2, "X-SEQ", "000002")],
    ["Record 4: X-SEQ is not in order.", set(file, 4, "X-SEQ", "000001")],
    ["Record 5: X-COUNT does not equal the records it sums up.", set(file, 5, "X-COUNT", "000003")],
    ["Record 5: X-OWNERS does not equal the records it sums up.", set(file, 5, "X-OWNERS", "000002")],
    ["Record 5: X-RECORDS does not equal the records it sums up.", set(file, 5, "X-RECORDS", "000004")],
    ["Record 5: X-REPORTED does not equal the records it sums up.", set(file, 5, "X-REPORTED", "0000031374")],
    ["Record 2: X-REMITTED must be digits only.", set(file, 2, "X-REMITTED", "    006000")],
    ["Record 3: X-LAST may hold A–Z, 0–9, space and & only.", set(file, 3, "X-LAST", "O'NEIL".padEnd(30))],
    ["Record 3: X-LAST is missing.", set(file, 3, "X-LAST", " ".repeat(30))],
    ["Record 1: X-NAME may hold A–Z, 0–9, space and & only.", set(file, 1, "X-NAME", "HARBOR, INC".padEnd(30))],
  ])("%s", (sentence, text) => {
    expect(check(text)[0]).toBe(sentence);
  });

  it("adds what the records say, not what the writer meant: one cent more in a record is a wrong sum", () => {
    // 60.00 became 60.01: advertised no longer follows, and the summary's 313.73 is not 313.74.
    expect(check(set(file, 2, "X-REPORTED", "0000006001"))).toEqual([
      "Record 5: X-REPORTED does not equal the records it sums up.",
      "Record 2: X-ADVERTISED does not follow from the other amounts of the record.",
    ]);
  });

  it("holds remitted to advertised + added − deleted in the summary too", () => {
    expect(check(set(file, 5, "X-ADDED", "0000000100"))).toEqual([
      "Record 5: X-ADDED does not equal the records it sums up.",
      "Record 5: X-REMITTED does not follow from the other amounts of the record.",
    ]);
  });

  it("finds an aggregate where the state allows none", () => {
    expect(check(whole, false)).toEqual(["Record 4: X-KIND is aggregate, which this state does not allow."]);
  });

  it("finds a second state", () => {
    expect(check(file + set(file, 1, "X-STATE", "OH"))).toEqual([
      "The file: X-STATE is not the same in the whole file; states are never mixed.",
    ]);
  });
});

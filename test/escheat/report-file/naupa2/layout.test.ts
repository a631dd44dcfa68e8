import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutProblems } from "@/lib/escheat/report-file/naupa2/check-layout";
import { type Layout, layoutSchema } from "@/lib/escheat/report-file/naupa2/layout";
import { problemSentence } from "@/lib/escheat/report-file/problem";
import { layout, withField, withoutRecord } from "./fictional-layout";

const sentences = (of: Layout) => layoutProblems(of).map(problemSentence);

describe("a layout typed in", () => {
  it("is read from a table of texts", () => {
    const [field] = layoutSchema.parse([
      {
        record: "HOLDER",
        field: " X-NAME ",
        start: "2",
        length: "30",
        type: "C",
        required: "yes",
        rule: "holder name",
      },
    ]);
    expect(field).toEqual({
      record: "HOLDER",
      field: "X-NAME",
      start: 2,
      length: 30,
      type: "C",
      required: true,
      rule: "holder name",
    });
  });

  it.each([
    { record: "TRAILER" },
    { type: "X" },
    { start: "0" },
    { length: "1.5" },
    { required: "maybe" },
    { extra: 1 },
  ])("is refused with %j", (change) => {
    const row = { record: "HOLDER", field: "X", start: 2, length: 3, type: "C", required: false, rule: "" };
    expect(layoutSchema.safeParse([row]).success).toBe(true);
    expect(layoutSchema.safeParse([{ ...row, ...change }]).success).toBe(false);
  });

  it("has nothing wrong with it when fields stand side by side", () => {
    expect(layoutProblems(layout)).toEqual([]);
  });

  it.each<[string, Layout]>([
    [
      "Layout of the HOLDER record: X-STATE begins at byte 1, where the transaction code stands.",
      withField("HOLDER", "X-STATE", { start: 1 }),
    ],
    [
      "Layout of the HOLDER record: X-SPARE ends at byte 626; a record has 625.",
      withField("HOLDER", "X-SPARE", { start: 623, length: 4 }),
    ],
    [
      "Layout of the HOLDER record: X-NAME begins at byte 3, inside X-STATE.",
      withField("HOLDER", "X-NAME", { start: 3 }),
    ],
    [
      "Layout of the HOLDER record: X-MARK asks for “holder shoe size”, which is not a value of this record.",
      withField("HOLDER", "X-MARK", { rule: "holder shoe size" }),
    ],
    [
      "Layout of the HOLDER record: X-MARK has a constant longer than its 3 bytes.",
      withField("HOLDER", "X-MARK", { rule: "constant ABCD" }),
    ],
    [
      "Layout of the HOLDER record: X-SPARE is of type N and its constant is not a number.",
      withField("HOLDER", "X-SPARE", { rule: "constant ABC" }),
    ],
    [
      "Layout of the HOLDER record: X-SPARE is required and yet left blank.",
      withField("HOLDER", "X-SPARE", { required: true }),
    ],
    [
      "Layout of the HOLDER record: X-CUT-OFF must name the form of a date",
      withField("HOLDER", "X-CUT-OFF", { rule: "as-of date" }),
    ],
    [
      "Layout of the HOLDER record: X-CUT-OFF must name the form of a date",
      withField("HOLDER", "X-CUT-OFF", { rule: "as-of date as DDMMYYYY" }),
    ],
    [
      "Layout of the HOLDER record: X-YEAR must name the form of a date, and only of a date",
      withField("HOLDER", "X-YEAR", { rule: "report year as YYYY" }),
    ],
    [
      "Layout of the HOLDER record: X-CUT-OFF is as long as YYMMDD only with 6 bytes.",
      withField("HOLDER", "X-CUT-OFF", { rule: "as-of date as YYMMDD" }),
    ],
    [
      "Layout of the PROPERTY record: X-REMITTED must be of type N to hold “amount remitted”.",
      withField("PROPERTY", "X-REMITTED", { type: "C" }),
    ],
    [
      "Layout of the PROPERTY record: X-ZIP must be of type C to hold “owner postal code”.",
      withField("PROPERTY", "X-ZIP", { type: "N" }),
    ],
    [
      "Layout of the PROPERTY record: amount remitted has no field in this record",
      withField("PROPERTY", "X-REMITTED", { rule: "blank" }),
    ],
    [
      "Layout of the SUMINFO record: properties has no field in this record",
      withField("SUMINFO", "X-COUNT", { rule: "blank", required: false }),
    ],
  ])("%s", (sentence, wrong) => {
    const found = sentences(wrong);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(sentence);
  });

  it("needs no record for additional owners", () => {
    expect(layoutProblems(withoutRecord("PROPADD"))).toEqual([]);
    expect(sentences(withoutRecord("SUMINFO"))).toHaveLength(3);
  });

  it("finds an overlap exactly when two fields share a byte", () => {
    const place = fc.record({ start: fc.integer({ min: 2, max: 40 }), length: fc.integer({ min: 1, max: 10 }) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 4 }), (places) => {
        const row = { record: "PROPADD", type: "C", required: false, rule: "" } as const;
        const own = places.map((one, index) => ({ ...row, ...one, field: `X-${index}` }));
        const bytes = own.flatMap((one) => Array.from({ length: one.length }, (_, at) => one.start + at));
        const shared = new Set(bytes).size < bytes.length;
        const overlaps = sentences([...withoutRecord("PROPADD"), ...own]).filter((text) => text.includes("inside"));
        expect(overlaps.length > 0).toBe(shared);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import { type Problem, problemSentence, refuseProblems } from "@/lib/escheat/report-file/problem";
import type { StateReport } from "@/lib/escheat/report-file/report";
import { reportProblems } from "@/lib/escheat/report-file/report-problems";
import { owner, property, report, unknown, withBody, withProperty } from "./sample-report";

const at = "Property 1, account GC-1";

describe("a report, whatever the format", () => {
  it("has nothing wrong with it when dates, amounts and owners agree", () => {
    expect(reportProblems(report)).toEqual([]);
  });

  it.each<[string, StateReport]>([
    [
      "The report: state must be a state or territory of the United States, in two letters.",
      { ...report, state: "US-WV" },
    ],
    ["The report: report year must be a year of four digits.", { ...report, year: 26 }],
    ["The report: properties are missing; a report of nothing is a negative report.", withBody({ properties: [] })],
    ["The report: payment is missing, although the report brings money.", { ...report, payment: null }],
    [
      "Property 2, account GC-1: account stands in the report already, as property 1.",
      withBody({ properties: [property, { ...unknown, account: "GC-1" }] }),
    ],
    [
      `${at}: last activity on lies after the day of presumed abandonment.`,
      withProperty({ lastActivityOn: "2026-01-01" }),
    ],
    [
      `${at}: presumed abandoned on lies after the report's as-of date: the property is not due yet.`,
      withProperty({ presumedAbandonedOn: "2026-07-01" }),
    ],
    [
      `${at}: second letter on lies before the first letter.`,
      withProperty({ letters: { first: "2026-07-06", second: "2026-07-05" } }),
    ],
    [
      `${at}: returned letter sent on is given although no letter is.`,
      withProperty({ letters: null, returnedMailOn: "2026-07-06" }),
    ],
    [`${at}: amount reported must be above zero.`, withProperty({ reportedCents: 0n, remittedCents: 0n })],
    [`${at}: amount remitted must equal the amount reported.`, withProperty({ remittedCents: 25_372n })],
    [
      `${at}: owner may be unknown or aggregate only when it is the only one.`,
      withProperty({ owners: [owner, { kind: "unknown", address: null }] }),
    ],
  ])("%s", (sentence, wrong) => {
    expect(reportProblems(wrong).map(problemSentence)).toEqual([sentence]);
  });

  it("brings no money when it is a notice", () => {
    const notice = withBody({ type: "no-remittance", properties: [{ ...property, remittedCents: 0n }] });
    expect(reportProblems(notice)).toEqual([]);
    expect(reportProblems(withBody({ type: "no-remittance", properties: [property] })).map(problemSentence)).toEqual([
      `${at}: amount remitted must be zero: this kind of report brings no money.`,
    ]);
  });

  it("takes a card presumed abandoned on the as-of date itself", () => {
    expect(reportProblems(withProperty({ presumedAbandonedOn: "2026-06-30" }))).toEqual([]);
  });
});

describe("refusing", () => {
  const problem = (number: number): Problem => ({
    place: `Property ${number}`,
    field: "ZIP code",
    fault: "is missing",
  });

  it("lets a report without problems pass", () => {
    expect(() => refuseProblems([])).not.toThrow();
  });

  it("counts all of 30 problems and lists the first 20 by field", () => {
    try {
      refuseProblems(Array.from({ length: 30 }, (_, index) => problem(index + 1)));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Invalid);
      const { message, fields, status } = error as Invalid;
      expect(message).toBe(
        "The file was not written: 30 problems must be put right first. The first one: Property 1: ZIP code is missing.",
      );
      expect(Object.keys(fields)).toHaveLength(20);
      expect(fields["Property 20: ZIP code"]).toBe("is missing");
      expect(status).toBe(422);
    }
  });
});

import { describe, expect, it } from "vitest";
import { type MethodVersion, methodIn, methodProblems, versionsOf, withMethodFrom } from "@/lib/accounting/method";

const constraint = { kind: "haircut", share: "0.1" } as const;
const version = (method: MethodVersion["method"], from: string, to: string | null): MethodVersion => ({
  method,
  constraint,
  from,
  to,
});
const remote = version("remote", "2023-01-01", "2024-06-30");
const proportional = version("proportional", "2024-07-01", null);
const messages = (versions: readonly MethodVersion[]) =>
  methodProblems(versions).map(({ field, message }) => `${field}: ${message}`);

describe("a programme's method", () => {
  it("is that of the version in force in the month, and none before the first", () => {
    for (const versions of [
      [proportional, remote],
      [remote, proportional],
    ]) {
      expect(methodIn(versions, "2024-06-30")).toBe(remote);
      expect(methodIn(versions, "2024-07-01")).toBe(proportional);
      expect(methodIn(versions, "2029-12-15")).toBe(proportional);
      expect(methodIn(versions, "2022-12-31")).toBeNull();
    }
  });

  it("is sound when versions follow each other day by day, in whatever order they are given", () => {
    expect(messages([proportional, remote])).toEqual([]);
    expect(messages([])).toEqual([]);
  });

  it("is refused when two versions are in force at once", () => {
    expect(messages([remote, version("proportional", "2024-06-01", null)])).toEqual([
      "versions.1.from: overlaps the version before, which holds until 2024-06-30",
    ]);
    expect(messages([version("remote", "2023-01-01", null), proportional])).toEqual([
      "versions.1.from: overlaps the version before, which holds without end",
    ]);
  });

  it("is refused when no version is in force for a while, or after the last", () => {
    expect(messages([remote, version("proportional", "2024-08-01", null)])).toEqual([
      "versions.1.from: leaves a gap: no method is in force from 2024-07-01",
    ]);
    expect(messages([remote])).toEqual(["versions.0.to: no method is in force after 2024-06-30"]);
  });

  it("is refused when it changes inside a month or ends before it begins", () => {
    expect(messages([version("remote", "2024-02-15", null)])).toEqual([
      "versions.0.from: 2024-02-15 is not the first day of a month",
    ]);
    expect(messages([version("remote", "2024-01-01", "2024-02-28"), version("remote", "2024-03-01", null)])).toEqual([
      "versions.0.to: 2024-02-28 is not the last day of a month",
      "versions.1.from: leaves a gap: no method is in force from 2024-02-29",
    ]);
    expect(messages([version("remote", "2024-02-01", "2023-12-31"), version("remote", "2024-03-01", null)])).toContain(
      "versions.0.to: 2023-12-31 lies before 2024-02-01",
    );
  });

  it("is sound when only beginnings are kept, the later entry of a month counting", () => {
    const begins = (method: MethodVersion["method"], from: string) => ({ method, constraint, from });
    const versions = versionsOf([
      begins("remote", "2024-07-01"),
      begins("remote", "2023-01-01"),
      begins("proportional", "2024-07-01"),
    ]);
    expect(versions).toEqual([remote, proportional]);
    expect(messages(versions)).toEqual([]);
    expect(versionsOf([])).toEqual([]);
  });

  it("changes from a month on: what held ends the day before, what was planned for later goes, and the result is sound", () => {
    const { to: _, ...next } = version("proportional", "2024-03-01", null);
    const changed = withMethodFrom([remote, proportional], next);
    expect(changed).toEqual([
      { ...remote, to: "2024-02-29" },
      { ...next, to: null },
    ]);
    expect(messages(changed)).toEqual([]);
    expect(withMethodFrom([proportional], { ...next, from: "2024-07-01" })).toEqual([
      { ...next, from: "2024-07-01", to: null },
    ]);
  });
});

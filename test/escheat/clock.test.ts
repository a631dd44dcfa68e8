import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/dates";
import { runClock } from "@/lib/escheat/clock";
import type { Clock } from "@/lib/escheat/rule";
import { cardWith } from "./hand-made-card";

const end = (clock: Clock, years: number, facts: Parameters<typeof cardWith>[0]) =>
  runClock(clock, years, cardWith(facts)).end;
const endOn = (...asked: Parameters<typeof end>) => end(...asked)?.on;

const saleYear: Clock = { from: ["sale"], yearEnd: "12-31" };
const lastUse: Clock = { from: ["sale", "load", "use"] };
const anyContact: Clock = { from: ["sale", "load", "use", "enquiry", "contact"] };

describe("the clock", () => {
  it("from the end of the sale year: sold 2022-03-15, 3 years, ends 2025-12-31", () => {
    expect(runClock(saleYear, 3, cardWith({ soldOn: "2022-03-15" }))).toEqual({
      start: { on: "2022-12-31", by: "sale", happenedOn: "2022-03-15" },
      end: { on: "2025-12-31", by: "years", leapDay: false },
      without: null,
    });
  });

  it("from 30 June of the sale year, be that later or earlier than the sale", () => {
    const alabama: Clock = { from: ["sale"], yearEnd: "06-30" };
    expect(endOn(alabama, 3, { soldOn: "2022-03-15" })).toBe("2025-06-30");
    expect(endOn(alabama, 3, { soldOn: "2022-11-20" })).toBe("2025-06-30");
  });

  it("starts at the latest of what counts: last used 2021-05-10, 5 years, ends 2026-05-10", () => {
    expect(endOn(lastUse, 5, { soldOn: "2020-01-05", lastLoadOn: "2021-01-01", lastUseOn: "2021-05-10" })).toBe(
      "2026-05-10",
    );
  });

  it("passes over an enquiry where only use counts, and restarts with it where enquiries count", () => {
    const facts = { soldOn: "2020-01-05", lastEnquiryOn: "2024-04-01" };
    expect(endOn(lastUse, 5, facts)).toBe("2025-01-05");
    expect(endOn(anyContact, 5, facts)).toBe("2029-04-01");
  });

  it("takes activity of an unrecorded kind for one that counts, though never for a sale or load", () => {
    const facts = { soldOn: "2020-01-05", lastActivityOn: "2024-04-01" };
    expect(runClock(lastUse, 5, cardWith(facts)).start).toEqual({
      on: "2024-04-01",
      by: "activity",
      happenedOn: "2024-04-01",
    });
    expect(endOn({ from: ["sale", "load"] }, 5, facts)).toBe("2025-01-05");
    expect(endOn(saleYear, 3, facts)).toBe("2023-12-31");
  });

  it("moves to the year's end only what the law moves, and looks for the latest after that", () => {
    const illinois: Clock = { ...anyContact, yearEnd: "12-31", yearEndOf: ["sale", "load"] };
    // The sale of 2022-03-15 counts from 2022-12-31, later than the use on 2022-11-01; a use in 2023 is later still.
    expect(endOn(illinois, 5, { soldOn: "2022-03-15", lastUseOn: "2022-11-01" })).toBe("2027-12-31");
    expect(endOn(illinois, 5, { soldOn: "2022-03-15", lastUseOn: "2023-02-01" })).toBe("2028-02-01");
    expect(endOn(illinois, 5, { soldOn: "2022-03-15", lastActivityOn: "2023-02-01" })).toBe("2028-02-01");
  });

  it("of two moved to the same day is told by what happened later: sold in February, used in March (Maine)", () => {
    const maine: Clock = { ...lastUse, yearEnd: "12-31" };
    expect(runClock(maine, 2, cardWith({ soldOn: "2018-02-28", lastUseOn: "2018-03-03" })).start).toEqual({
      on: "2018-12-31",
      by: "use",
      happenedOn: "2018-03-03",
    });
  });

  it("29 February and 3 years is 28 February, and says so; and 4 years is 29 February", () => {
    expect(end(lastUse, 3, { soldOn: "2024-02-29" })).toEqual({ on: "2027-02-28", by: "years", leapDay: true });
    expect(end(lastUse, 4, { soldOn: "2024-02-29" })).toEqual({ on: "2028-02-29", by: "years", leapDay: false });
    expect(end(lastUse, 3, { soldOn: "2021-02-28" })).toEqual({ on: "2024-02-28", by: "years", leapDay: false });
  });

  it("at the expiry where the law says so, without years (Nevada); a card without expiry never gets there", () => {
    const nevada: Clock = { from: [], fromDate: "card-expiry" };
    expect(endOn(nevada, 0, { hasExpiry: true, expiresOn: "2026-07-01" })).toBe("2026-07-01");
    expect(runClock(nevada, 0, cardWith({ hasExpiry: false }))).toEqual({
      start: null,
      end: null,
      without: "never-expires",
    });
    expect(runClock(nevada, 0, cardWith({ hasExpiry: null })).without).toBe("hasExpiry");
    expect(runClock(nevada, 0, cardWith({ hasExpiry: true })).without).toBe("expiresOn");
  });

  it("ends at the earlier of expiry and three years (Texas)", () => {
    const texas: Clock = { ...lastUse, orExpiry: { whichever: "first", years: 0 } };
    const sold = { soldOn: "2020-01-05", hasExpiry: true };
    expect(end(texas, 3, { ...sold, expiresOn: "2022-06-30" })).toEqual({
      on: "2022-06-30",
      by: "expiry",
      leapDay: false,
    });
    expect(endOn(texas, 3, { ...sold, expiresOn: "2025-06-30" })).toBe("2023-01-05");
    expect(endOn(texas, 3, { soldOn: "2020-01-05", hasExpiry: false })).toBe("2023-01-05");
  });

  it("ends at the later of three years and two after an expiry that counts as no earlier than five (Pennsylvania)", () => {
    const pennsylvania: Clock = { from: ["sale"], orExpiry: { whichever: "last", years: 2, expiryAtLeast: 5 } };
    const sold = { soldOn: "2018-04-01", hasExpiry: true };
    expect(endOn(pennsylvania, 3, { ...sold, expiresOn: "2025-04-01" })).toBe("2027-04-01");
    // An expiry after one year counts as one after five: 2023-04-01, and two years on.
    expect(endOn(pennsylvania, 3, { ...sold, expiresOn: "2019-04-01" })).toBe("2025-04-01");
    expect(endOn(pennsylvania, 3, { ...sold, expiresOn: "2019-04-01", lastLoadOn: "2020-04-01" })).toBe("2027-04-01");
    expect(runClock(pennsylvania, 3, cardWith({ ...sold, hasExpiry: null }))).toMatchObject({
      end: null,
      without: "hasExpiry",
    });
  });

  it("tells the start alone where nobody knows the years", () => {
    expect(runClock(saleYear, null, cardWith({ soldOn: "2022-03-15" }))).toMatchObject({
      start: { on: "2022-12-31" },
      end: null,
    });
  });

  it("never ends earlier because the owner did something more", () => {
    const days = fc.option(fc.nat(3_000), { nil: null });
    fc.assert(
      fc.property(fc.nat(3_000), days, days, fc.nat(1_000), (sale, use, enquiry, later) => {
        const soldOn = addDays("2015-01-01", sale);
        const on = (after: number | null) => (after === null ? null : addDays(soldOn, after));
        const facts = { soldOn, lastUseOn: on(use), lastEnquiryOn: on(enquiry) };
        const more = { ...facts, lastUseOn: on((use ?? 0) + later) };
        for (const clock of [saleYear, lastUse, anyContact]) {
          expect((endOn(clock, 3, more) ?? "") >= (endOn(clock, 3, facts) ?? "")).toBe(true);
        }
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { fitMixtureCure } from "@/lib/breakage/survival/mixture-cure";
import type { Observation } from "@/lib/breakage/survival/observation";
import { quoteCureFraction } from "@/lib/breakage/survival/quote-cure-fraction";
import { makeRandom } from "@/lib/statistics/random";
import { E1684 } from "./e1684";
import { GEHAN, granted, kindsOf, seen } from "./published";

const quoteOf = (cards: readonly Observation[], distribution: "weibull" | "lognormal" | "exponential" = "weibull") =>
  granted(quoteCureFraction(cards, granted(fitMixtureCure(cards, distribution))));
const reasonsOf = (...given: Parameters<typeof quoteOf>) => quoteOf(...given).reasons.map(({ kind }) => kind);

describe("whether a never-redeemed share may be quoted", () => {
  it("yes: 300 of 400 cards redeemed within 200 days on an exponential curve, 100 followed for 400", () => {
    const redeemed = Array.from({ length: 300 }, (_, i) => ({
      time: -30 * Math.log(1 - (i + 0.5) / 300),
      event: true,
    }));
    const cards = [...redeemed, ...Array.from({ length: 100 }, () => ({ time: 400, event: false }))];
    const quote = quoteOf(cards);
    expect(quote).toMatchObject({ quotable: true, reasons: [] });
    expect(quote.others.map(({ distribution }) => distribution)).toEqual(["lognormal"]);
  });

  it("no: E1684 was not followed long enough, though the share is narrow and three distributions agree", () => {
    expect(reasonsOf(E1684, "exponential")).toEqual(["follow-up"]);
    const quote = quoteOf(E1684, "exponential");
    expect(quote.quotable).toBe(false);
    expect(quote.others.map(({ distribution }) => distribution)).toEqual(["weibull", "lognormal"]);
    expect(quote.reasons[0]?.message).toContain("1 of 284");
  });

  it("no: 21 children on 6-MP leave it anywhere between 0 and 69 %", () => {
    expect(reasonsOf(GEHAN.mp6)).toEqual(["wide-interval"]);
    expect(quoteOf(GEHAN.mp6).reasons[0]?.message).toContain("0.0 % and 69.2 %");
  });

  it("no: a year of log-normal redemptions with a long tail, of which Weibull takes the late for never", () => {
    const random = makeRandom("tail");
    const cards = Array.from({ length: 6000 }, () => {
      const time = random.uniform() < 0.05 ? 1e9 : Math.exp(Math.log(60) + 1.2 * random.normal());
      return { time: Math.ceil(Math.min(time, 365)), event: time <= 365 };
    });
    expect(reasonsOf(cards, "weibull")).toContain("distributions-differ");
    const message = quoteOf(cards, "weibull").reasons.find(({ kind }) => kind === "distributions-differ")?.message;
    expect(message).toContain("weibull says");
  });

  it("cannot be asked where no card was redeemed", () => {
    const fit = granted(fitMixtureCure(GEHAN.mp6, "weibull"));
    expect(kindsOf(quoteCureFraction(seen("3+"), fit))).toEqual(["all-censored"]);
  });
});

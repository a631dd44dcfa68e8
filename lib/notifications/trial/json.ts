import { toDecimal } from "@/lib/money";
import type { Measurement, ResultDetail, ResultListed } from "../queries/results";
import type { Effect } from "./difference";
import { outcomeNames } from "./figures";
import type { LearnedLine } from "./learned";
import type { Amount, Ledgers } from "./money";
import { verdictSentence } from "./result-words";

const cents = (value: number, currency: string) => toDecimal(BigInt(Math.round(value)), currency);

/** A result as REST and the command line give it: amounts are decimal text, shares and differences of shares are numbers. */
export function resultListedJson(result: ResultListed) {
  const { currency, newest, expected, isCostKnown, ...about } = result;
  const money = (value: number) => cents(value, currency);
  return {
    batch: about.batchId,
    state: about.state,
    reason: about.reason,
    channel: about.channel,
    language: about.language,
    currency,
    startedAt: about.startedAt,
    horizonDays: about.horizonDays,
    holdoutShare: about.holdoutShare,
    baseRate: about.baseRate,
    detectable: about.detectable,
    expected: {
      uplift: money(expected.uplift),
      low: money(expected.low),
      high: money(expected.high),
      within: expected.within === null ? null : money(expected.within),
      breakageGivenUp: money(expected.breakage),
      escheatAvoided: money(expected.escheat),
    },
    verdict: newest?.report.verdict ?? null,
    sentence: verdictSentence(result, "en"),
    measurement: newest && measurementJson(newest, currency, isCostKnown),
  };
}

export function resultJson(result: ResultDetail) {
  return {
    ...resultListedJson(result),
    measurements: result.measurements.map(({ id, measuredOn, complete, createdAt, report }) => ({
      id,
      measuredOn,
      complete,
      createdAt,
      verdict: report.verdict,
    })),
  };
}

function measurementJson(
  { id, measuredOn, complete, figures, report }: Measurement,
  currency: string,
  isCostKnown: boolean,
) {
  const { control, remind, ratio, effects, basis, ledgers } = report;
  return {
    id,
    measuredOn,
    complete,
    from: figures.from,
    until: figures.until,
    scoredOn: figures.scoredOn,
    messages: figures.messages,
    controlWrittenTo: figures.controlWrittenTo,
    remindWrittenTo: figures.remindWrittenTo,
    people: figures.outcomes,
    mailboxes: { control: control.n, remind: remind.n },
    sampleRatio: ratio && { share: ratio.share, p: ratio.p, broken: ratio.broken },
    effects:
      effects &&
      outcomeNames
        .filter((name) => basis === "scores" || (name !== "left" && name !== "leftToState"))
        .map((name) => {
          const { raw, adjusted, relative, theta, rhoSquared } = effects[name];
          const write = (value: number) => (name === "any" ? value : cents(value, currency));
          const mean = (arm: typeof control) => write(arm.outcomes[name].sum / arm.n);
          return {
            outcome: name,
            control: mean(control),
            remind: mean(remind),
            raw: effectJson(raw, write),
            adjusted: effectJson(adjusted, write),
            relative: effectJson(relative, (value) => value),
            theta,
            rhoSquared,
          };
        }),
    basis,
    money: ledgers && ledgersJson(ledgers, currency, isCostKnown),
  };
}

function effectJson<T>(effect: Effect | null, write: (value: number) => T) {
  return effect && { effect: write(effect.effect), low: write(effect.low), high: write(effect.high), p: effect.p };
}

function ledgersJson({ customers, issuer, states }: Ledgers, currency: string, isCostKnown: boolean) {
  const money = (value: bigint) => toDecimal(value, currency);
  const range = ({ value, low, high }: Amount) => ({
    value: money(value),
    low: low === null ? null : money(low),
    high: high === null ? null : money(high),
  });
  return {
    customers: { rescued: range(customers.rescued) },
    issuer: {
      marginOnRedeemed: money(issuer.marginOnRedeemed),
      marginAbove: money(issuer.marginAbove),
      breakageGivenUp: money(issuer.breakage),
      cost: isCostKnown ? money(issuer.cost) : null,
      net: money(issuer.net),
    },
    states: { avoided: money(states.avoided) },
  };
}

export function learnedJson({ name, channel, reason, learned, inForce, isTaken }: LearnedLine) {
  const { value, low, high, batches } = learned;
  return {
    name,
    channel,
    reason,
    value,
    low,
    high,
    batches,
    inForce: { value: inForce.value, low: inForce.low, high: inForce.high, origin: inForce.origin },
    isTaken,
  };
}

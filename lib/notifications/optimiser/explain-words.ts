import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { formatDate, formatMoney, formatRate } from "@/lib/format";
import { t } from "@/lib/messages/notifications-optimiser";
import type { ExplainedClock, Explanation, MomentFigures, OtherMoment } from "./explain";

export type ExplanationWords = {
  /** What is at stake and what happens to it. */
  readonly stake: string;
  /** The moment and what it brings, or the rule by which the person is left out. */
  readonly choice: string[];
  /** A sentence to each other moment. */
  readonly others: string[];
};

/** An explanation as a person reads it. */
export function explanationWords(explanation: Explanation, currency: string): ExplanationWords {
  const { reason, lossOn, atStake, cards, people, chosen, leftOut, others, clock } = explanation;
  const stake = t(`optimiser.stake.${reason}`, {
    value: formatMoney(BigInt(atStake), currency),
    cards,
    on: lossOn === null ? "" : formatDate(lossOn),
  });
  const choice = leftOut !== null ? [t(`optimiser.leftOut.${leftOut}`)] : [];
  if (chosen) {
    choice.push(
      t(`optimiser.chosen.${chosen.because}`, {
        ...placeOf(chosen),
        gain: amount(chosen.gain, currency),
        open: formatRate(chosen.open, "en"),
      }),
      t(chosen.cost === 0 ? "optimiser.parts.free" : "optimiser.parts", {
        rescued: amount(chosen.rescued, currency),
        worth: amount(chosen.worth, currency),
        cost: amount(chosen.cost, currency),
      }),
    );
  }
  if (chosen && clock) choice.push(...clockWords(clock, chosen.hour));
  if (people > 1) choice.push(t("optimiser.together", { people }));
  return {
    stake,
    choice,
    others: others.map((other) => t("optimiser.other", { ...placeOf(other), why: against(other, chosen, currency) })),
  };
}

/** Nothing where the person's own clock is known and no state is stricter than the issuer. */
function clockWords({ zones, from, state: code, stricter, movedFrom }: ExplainedClock, hour: number): string[] {
  const state = code === null ? "" : (jurisdictionName(code) ?? code);
  const words: string[] = [];
  if (from === "state") words.push(t(zones.length > 1 ? "optimiser.clock.states" : "optimiser.clock.state", { state }));
  if (from === "issuer") words.push(t("optimiser.clock.issuer"));
  if (stricter) words.push(t("optimiser.clock.stricter", { state, from: stricter.to, to: stricter.from }));
  if (movedFrom !== null) words.push(t("optimiser.clock.moved", { before: movedFrom, hour }));
  return words;
}

const placeOf = ({ on, channel }: MomentFigures) => ({
  on: formatDate(on),
  channel: t(`optimiser.channel.${channel}`),
});

function against(other: OtherMoment, chosen: MomentFigures | null, currency: string): string {
  const values = {
    gain: amount(other.gain, currency),
    more: amount(other.gain - (chosen?.gain ?? 0), currency),
    less: amount((chosen?.gain ?? 0) - other.gain, currency),
    worth: amount((chosen?.worth ?? 0) - other.worth, currency),
    cost: amount(other.cost - (chosen?.cost ?? 0), currency),
  };
  if (other.against === "costs-more" && other.channel !== chosen?.channel) {
    return t("optimiser.against.dearer", { ...values, cost: amount(other.cost, currency) });
  }
  const alone = chosen === null && (other.against === "full" || other.against === "money");
  return t(alone ? `optimiser.against.${other.against}.left` : `optimiser.against.${other.against}`, values);
}

/** Rounded once, here; what is less than the smallest coin is said to be. */
function amount(minor: number, currency: string): string {
  const rounded = BigInt(Math.round(minor));
  if (rounded === 0n && minor !== 0) return t("optimiser.lessThan", { amount: formatMoney(1n, currency) });
  return formatMoney(rounded, currency);
}

import { formatDate, formatMoney, formatRate } from "@/lib/format";
import { t } from "@/lib/messages/message";
import type { Explanation, MomentFigures, OtherMoment } from "./explain";

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
  const { reason, lossOn, atStake, cards, people, chosen, leftOut, others } = explanation;
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
  if (people > 1) choice.push(t("optimiser.together", { people }));
  return {
    stake,
    choice,
    others: others.map((other) => t("optimiser.other", { ...placeOf(other), why: against(other, chosen, currency) })),
  };
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

import type { MessageKey } from "@/lib/messages/message";
import { t } from "@/lib/messages/notifications-sending";
import { type Arm, leftOutRules, type Outcome } from "../constants";

type Ended = {
  readonly leftOut: string | null;
  readonly arm: Arm | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
};

const ruleText = (rule: string) => t(`notify.leftOut.${rule}` as MessageKey<typeof t>).toLowerCase();
const isRule = (rule: string) => leftOutRules.some((one) => one === rule);

/** What became of a person of a batch, as the table of the whole audience calls it. */
export function outcomeText({ leftOut, arm, outcome, note }: Ended): string {
  if (leftOut !== null) return t("sending.outcome.leftOut", { rule: ruleText(leftOut) });
  if (outcome === "suppressed") return t("sending.outcome.suppressed", { rule: ruleOf(note) });
  if (outcome === "held-out") return t("sending.outcome.heldOut");
  if (outcome !== null) return t(`sending.outcome.${outcome}`);
  return t(arm === "control" ? "sending.outcome.leftControl" : "sending.outcome.left");
}

/** A bounce is noted with the server's words after its rule. */
function ruleOf(note: string | null): string {
  const rule = note?.split(":")[0] ?? "";
  return isRule(rule) ? ruleText(rule) : rule;
}

/** The server's own words, or a person's, where there are any beside the rule. */
export function wordsOf({ outcome, note }: Pick<Ended, "outcome" | "note">): string | null {
  if (note === null || outcome !== "suppressed") return note;
  const at = note.indexOf(":");
  return at < 0 ? null : note.slice(at + 1).trim();
}

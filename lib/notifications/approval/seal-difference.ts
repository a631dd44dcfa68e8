import { fingerprint } from "@/lib/escheat/fingerprint";
import { formatCount, formatDate, formatMoney, formatRate } from "@/lib/format";
import type { MessageKey } from "@/lib/messages/message";
import { t } from "@/lib/messages/notifications-decision";
import { type RuleSetting, rulesOf, sendingRules } from "./rules";
import { MARK_LENGTH, markOf, memberFields, memberLeaf, ROOT_LENGTH, type SealedMember, valuesOf } from "./seal";

type Head = Readonly<Record<string, unknown>>;

/** What a batch was sealed with. `head` is what the table kept of it; null: nothing was kept. */
export type Sealed = { readonly seal: string; readonly head: Head | null };

/** What it is made of now: sealed anew, its head, how many people it has, and what was found of them (`memberDifference`). */
export type SealedNow = {
  readonly seal: string;
  readonly head: Head;
  readonly count: number;
  readonly members: readonly string[];
};

/** Names in sentences what is not as it was sealed; nothing when all of it is. */
export function sealDifference(sealed: Sealed, now: SealedNow): string[] {
  const inMembers = now.members;
  if (sealed.seal === now.seal && inMembers.length === 0) return [];
  const said = [...(sealed.head ? headDifference(sealed.head, now.head) : []), ...inMembers];
  const audience = sealed.head?.audience ?? now.head.audience;
  if (audience !== now.count)
    said.push(t("notification.seal.count", { sealed: formatCount(Number(audience)), now: formatCount(now.count) }));
  return said.length > 0 ? said : [t("notification.seal.other", { sealed: short(sealed.seal), now: short(now.seal) })];
}

const short = (seal: string) => seal.slice(0, 8);

/** The fields of a person that are no longer what his leaf says; nothing when the leaf fits. */
export function memberDifference(member: SealedMember, leaf: string, currency: string): string[] {
  const now = memberLeaf(member);
  if (now === leaf) return [];
  const values = valuesOf(member);
  const customer = member.customerId;
  const said = memberFields
    .filter((field, index) => markAt(leaf, index) !== markOf(values[field]))
    .map((field) =>
      field === "value"
        ? t("notification.seal.member.amount", { customer, now: formatMoney(member.value, currency) })
        : t("notification.seal.member.field", { customer, what: t(`notification.seal.member.${field}`) }),
    );
  return said.length > 0 ? said : [t("notification.seal.member.leaf", { customer })];
}

const markAt = (leaf: string, index: number) => {
  const from = ROOT_LENGTH + index * MARK_LENGTH;
  return leaf.slice(from, from + MARK_LENGTH);
};

/** The same of the batch itself, whoever is in it. */
export function headDifference(before: Head, now: Head): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const currency = String(before.currency);
  return [...names].flatMap((name) => {
    if (same(before[name], now[name])) return [];
    if (name === "template") return templateDifference(before[name], now[name]);
    const key = `notification.seal.head.${name}` as MessageKey<typeof t>;
    const what = t(isKnown(key) ? key : "notification.seal.head.rest", { name });
    const [was, is] = [before[name], now[name]].map((value) => worded(name, value, currency));
    return was === undefined || is === undefined
      ? [t("notification.seal.changed", { what })]
      : [t("notification.seal.changedFrom", { what, was, is })];
  });
}

const same = (a: unknown, b: unknown) => fingerprint(a ?? null) === fingerprint(b ?? null);

const headNames = [
  "reason",
  "channel",
  "language",
  "messageClass",
  "currency",
  "asOf",
  "windowFrom",
  "windowTo",
  "audience",
  "people",
  "messages",
  "leftOut",
  "valueAtStake",
  "cost",
  "delayCost",
  "delayCosts",
  "holdoutShare",
  "seed",
  "rules",
  "parameters",
  "approvalsNeeded",
  "proposedBy",
  "expiresAt",
] as const;
const known: ReadonlySet<string> = new Set(
  headNames.map((name): MessageKey<typeof t> => `notification.seal.head.${name}`),
);
const isKnown = (key: string) => known.has(key);

const amounts = ["valueAtStake", "cost", "delayCost"];
const days = ["asOf", "windowFrom", "windowTo"];
const counts = ["audience", "people", "messages", "approvalsNeeded"];

/** As it is read on screen; undefined for what does not fit into a sentence. */
function worded(name: string, value: unknown, currency: string): string | undefined {
  if (value === null || typeof value === "object") return undefined;
  const text = String(value);
  if (amounts.includes(name)) return /^-?\d+$/.test(text) ? formatMoney(BigInt(text), currency) : text;
  if (days.includes(name)) return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text;
  if (counts.includes(name)) return formatCount(Number(value));
  if (name === "holdoutShare") return formatRate(Number(value), "en");
  return text;
}

const templateParts = ["subject", "body", "messageClass"] as const;

function templateDifference(before: unknown, now: unknown): string[] {
  const [was, is] = [before as Head, now as Head];
  const said = templateParts
    .filter((part) => !same(was?.[part], is?.[part]))
    .map((part) => {
      if (part !== "subject") return t("notification.seal.changed", { what: t(`notification.seal.text.${part}`) });
      const values = { was: `“${was?.subject}”`, is: `“${is?.subject}”` };
      return t("notification.seal.changedFrom", { what: t("notification.seal.text.subject"), ...values });
    });
  return said.length > 0 ? said : [t("notification.seal.text.other")];
}

/**
 * The rules of sending that are not those the batch was sealed with. A looser cap than the approver saw would write to
 * people he did not agree to, and a tighter one is meant to be obeyed: both stop it.
 */
export function rulesDifference(sealed: Readonly<Record<string, unknown>>, setting: RuleSetting): string[] {
  const now = rulesOf(setting);
  return sendingRules
    .filter((rule) => !same(sealed[rule], now[rule]))
    .map((rule) => {
      const values = { was: shown(sealed[rule]), is: shown(now[rule]) };
      return t("notification.seal.changedFrom", { what: t(`notification.seal.rule.${rule}`), ...values });
    });
}

const shown = (value: unknown) =>
  value === null || value === undefined ? t("notification.seal.rule.none") : String(value);

import type { PropertyKind } from "../constants";
import type { EscheatOutcome } from "../determination";
import { determine } from "../determine";
import { factsOf, type OpenCard, placeKey } from "../open-card";
import type { PortfolioBasis } from "../portfolio";
import type { Verdict } from "../prepared";

/** What counsel has to confirm of one jurisdiction's cards, with the cards and money that hang on it. */
export type CounselLine = {
  readonly jurisdiction: string;
  readonly property: PropertyKind | null;
  readonly outcome: EscheatOutcome;
  /** Fields of the rule ('share'), facts of the card or the issuer ('card.hasFees'). */
  readonly fields: readonly string[];
  readonly cards: number;
  readonly balance: bigint;
};

type Group = { readonly fields: readonly string[]; readonly key: Omit<CounselLine, "fields" | "cards" | "balance"> };

/**
 * Why a card needs counsel is asked of the full determination, once for each kind of cards that share the answer: of one
 * type, with owners in one place, under one version, with one outcome, with or without an expiry and an amount.
 */
export class CounselReasons {
  private readonly groups = new Map<string, Group>();
  private readonly lines = new Map<string, { line: Group; cards: number; balance: bigint }>();

  constructor(private readonly basis: PortfolioBasis) {}

  /** @returns what is unconfirmed; empty where all is settled. */
  add(card: OpenCard, verdict: Verdict): readonly string[] {
    const group = this.groupOf(card, verdict);
    if (group.fields.length === 0) return group.fields;
    const { jurisdiction, property, outcome } = group.key;
    const name = [jurisdiction, property, outcome, ...group.fields].join("/");
    const sums = this.lines.get(name) ?? { line: group, cards: 0, balance: 0n };
    sums.cards += 1;
    sums.balance += card.balance;
    this.lines.set(name, sums);
    return group.fields;
  }

  private groupOf(card: OpenCard, verdict: Verdict): Group {
    const { outcome, jurisdiction, ruleVersion, ifTaken } = verdict;
    const name = `${card.cardTypeId}/${placeKey(card)}/${jurisdiction}/${ruleVersion}/${outcome}/${card.expiresOn > 0}/${ifTaken === null}`;
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const kind = this.basis.kinds.get(card.cardTypeId);
    if (kind === undefined) throw new RangeError(`no card type ${card.cardTypeId}`);
    const { asOf, issuer, rulebook } = this.basis;
    const made = {
      fields: determine(factsOf(card, kind, ""), issuer, rulebook, { asOf }).needsCounsel,
      key: {
        jurisdiction: jurisdiction ?? "",
        property: kind.openLoop === null ? null : kind.openLoop ? ("open-loop" as const) : ("closed-loop" as const),
        outcome,
      },
    };
    this.groups.set(name, made);
    return made;
  }

  /** By jurisdiction, and there the most money first. */
  all(): CounselLine[] {
    return [...this.lines.values()]
      .map(({ line: { fields, key }, cards, balance }) => ({ ...key, fields, cards, balance }))
      .sort(
        (a, b) =>
          a.jurisdiction.localeCompare(b.jurisdiction, "en") ||
          (a.balance === b.balance
            ? a.fields.join().localeCompare(b.fields.join(), "en")
            : a.balance > b.balance
              ? -1
              : 1),
      );
  }
}

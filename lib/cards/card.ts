import type { Figures } from "@/lib/breakage/figures";
import type { Basis, Member } from "@/lib/breakage/report";
import type { CivilDate } from "@/lib/dates";
import type { TransactionKind } from "./constants";
import type { CardState } from "./state";

/** One card as of a date. `id` is the source's own. */
export type CardRow = Figures & {
  readonly id: string;
  readonly cardType: Member;
  readonly merchant: Member;
  /** Null: an anonymous holder. The name is null for who may read cards and not customers. */
  readonly customer: { readonly id: string; readonly name: string | null } | null;
  readonly jurisdiction: string;
  readonly currency: string;
  readonly soldOn: CivilDate;
  /** Null: never. */
  readonly cardExpiresOn: CivilDate | null;
  readonly fundsExpiresOn: CivilDate | null;
  /** As the source gave it. By the law the day is another: `lib/escheat/third-date.ts`. */
  readonly escheatGivenOn: CivilDate | null;
  readonly lastUseOn: CivilDate | null;
  readonly state: CardState;
};

/** What became of a card, or of all, in the period; each only where the list is of that. */
type Moved = {
  readonly lapsedInPeriod?: bigint;
  /** Owed at its end less owed the day before it. */
  readonly changedInPeriod?: bigint;
};

export type ListedCard = CardRow & Moved;

/** What moved in the period is over all cards, like the total. */
export type CardPage = Basis & {
  readonly items: readonly ListedCard[];
  /** Hand it back for the next page; null on the last. */
  readonly nextCursor: string | null;
  /** How many are listed on all pages. One whose sale was taken back holds what was loaded on it since: it is listed and counts as no card. */
  readonly listed: number;
  /** Over all cards of the cell, not only this page: the same sums as the cell that was opened. */
  readonly total: Figures;
} & Moved;

export type CardEvent = {
  readonly id: string;
  readonly kind: TransactionKind;
  /** For a void: the kind that it takes back. */
  readonly countsAs: TransactionKind;
  readonly occurredAt: Date;
  readonly occurredOn: CivilDate;
  readonly bookedOn: CivilDate;
  readonly recordedAt: Date;
  /** The civil day of it: figures as known before leave the event out. */
  readonly knownOn: CivilDate;
  readonly merchant: Member | null;
  /** Signed effect on the balance. */
  readonly amount: bigint;
  readonly balanceAfter: bigint;
  readonly purchaseTotal: bigint | null;
  /** Source id of the event that this one corrects, or that corrects this one. */
  readonly corrects: string | null;
  readonly correctedBy: string | null;
  readonly batchId: number;
};

/** A date and the rule it comes from, in a sentence. */
export type DatedRule = { readonly date: CivilDate | null; readonly rule: string };

export type CardLife = {
  readonly asOf: CivilDate;
  readonly knownAt: string | null;
  readonly card: CardRow;
  readonly faceValue: bigint | null;
  readonly balance: bigint;
  readonly brand: Member;
  readonly businessModel: string;
  readonly medium: string;
  readonly category: string;
  readonly cardExpiry: DatedRule;
  readonly fundsExpiry: DatedRule;
  /** A page of them in order of happening; later than the as-of date are left out. The balance is after all of them. */
  readonly events: readonly CardEvent[];
  readonly nextCursor: string | null;
  /** How many there are in all, and the days on which there were any. */
  readonly eventCount: number;
  readonly activeOn: readonly CivilDate[];
};

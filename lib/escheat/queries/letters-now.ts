import type { Tx } from "@/db/client";
import type { CivilDate, Period } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { agencyOf } from "../filing/agency";
import { chooseLetters, commonWindow, ownersLeftOut } from "../filing/letter-choice";
import type { SealedLetter } from "../filing/letter-record";
import { letterSet } from "../filing/letter-set";
import { reportDates } from "../filing/report-dates";
import { missingOfSender, senderOf } from "../filing/sender";
import { issuerFactsOf } from "../holder";
import { placeName } from "../jurisdiction-name";
import { readHolder } from "./holder";
import { readLetterState } from "./letters-of-cards";
import { readOwedCards } from "./owed-cards";
import { readRulebook } from "./rulebook";

export type LettersAsked = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly asOf: CivilDate;
  /** Before the letters' numbers: WV-2026. */
  readonly prefix: string;
  /** A batch whose own letters do not count as sent. */
  readonly exceptBatch?: number;
};

export type LettersNow = {
  readonly letters: readonly SealedLetter[];
  /** Owners, by the reason why they get none. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** The days on which all of them may be sent; null where the law names none. */
  readonly window: Period | null;
};

/**
 * The letters that the owners of a report year would be sent now, numbered in the order of mailing.
 * @throws Invalid where the law's dates are not known, and for a holder without a name or an address to answer to.
 */
export async function lettersNow(tx: Tx, scope: Scope, asked: LettersAsked): Promise<LettersNow> {
  const { jurisdiction, reportYear, asOf, prefix, exceptBatch } = asked;
  const [rulebook, holder] = [await readRulebook(tx, scope), await readHolder(tx, scope)];
  const dates = reportDates(rulebook, jurisdiction, reportYear);
  const agency = agencyOf(jurisdiction);
  if (dates === null || agency === null)
    throw new Invalid(t("filing.draft.noDates", { place: placeName(jurisdiction) }), { status: 422 });
  const missing = missingOfSender(holder);
  if (missing.length > 0) {
    const names = missing.map((field) => t(`filing.holder.${field}`)).join(", ");
    throw new Invalid(t("filing.letters.sender", { names }), { status: 422 });
  }
  const law = { rulebook, issuer: issuerFactsOf(holder), asOf };
  const { cards: owed, unsettled } = await readOwedCards(tx, scope, law, { jurisdiction, until: dates.cutoffOn });
  const state = await readLetterState(tx, scope, { jurisdiction, reportYear, ...(exceptBatch ? { exceptBatch } : {}) });
  const { cards, leftOut } = chooseLetters(owed, { year: reportYear, asOf, ...state });
  const window = commonWindow(cards);
  const common = { agency, sender: senderOf(holder), window, prefix };
  const { letters, byHand } = letterSet(cards, common, window?.from ?? asOf);
  const left = byHand.length > 0 ? new Map(leftOut).set("by-hand", byHand) : leftOut;
  return { letters, window, leftOut: ownersLeftOut(left, unsettled) };
}

import type { Determination } from "@/lib/escheat/determination";
import type { OwedCard } from "@/lib/escheat/filing/owed-card";
import type { OwnerRecord } from "@/lib/escheat/filing/owner";
import { cardWith } from "../hand-made-card";

export const owner: OwnerRecord = {
  customer: "ann",
  name: "Ann O'Neil",
  language: null,
  addressLine: "12 Oak St",
  city: "Charleston",
  zip: "25301",
  jurisdiction: "US-WV",
};

type Change = Partial<Pick<OwedCard, "customerId" | "cardId" | "owner" | "reportId" | "letters">> & {
  currency?: string;
  balance?: bigint;
};

/** A card of Ann's that West Virginia takes for 2026: $100 sold on 15 March 2022, so 60 % of it. */
export function owed(card: string, determined: Partial<Determination> = {}, change: Change = {}): OwedCard {
  const { currency = "USD", balance = 100_00n, ...own } = change;
  return {
    customerId: 1,
    cardId: 1,
    cardTypeId: 1,
    card,
    typeCode: "GC",
    typeName: "Gift card",
    facts: cardWith({ id: card, soldOn: "2022-03-15", face: 100_00n, balance, currency, hasMailingAddress: true }),
    owner,
    property: "closed-loop",
    lastActivityOn: "2022-03-15",
    letters: null,
    reportId: null,
    determination: {
      asOf: "2026-07-10",
      jurisdiction: "US-WV",
      priorityRule: "first",
      ruleVersion: 0,
      outcome: "escheats",
      exemption: null,
      clockStartOn: "2022-12-31",
      clockSetOffOn: "2022-03-15",
      dormancyEndsOn: "2025-12-31",
      presumedAbandonedOn: "2025-12-31",
      reportYear: 2026,
      cutoffOn: "2026-06-30",
      reportDueOn: "2026-10-31",
      remitOn: null,
      lettersFrom: "2026-07-03",
      lettersTo: "2026-09-01",
      letterRequired: true,
      amount: 60_00n,
      needsCounsel: [],
      reasons: [],
      ...determined,
    },
    ...own,
  };
}

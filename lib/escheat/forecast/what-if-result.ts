import type { CivilDate } from "@/lib/dates";
import type { Bucket, Change, Side, WhatIfAnswer } from "./what-if";
import type { WhatIfInput } from "./what-if-schema";

/** An answer as a run keeps it: amounts as the text of whole minor units. Only sums, no card. */
export type KeptSide = { readonly cards: number } & Readonly<
  Record<"balance" | "claimed" | "unmeasured" | "expected", string>
>;
export type KeptChange = { readonly before: KeptSide; readonly after: KeptSide };
export type KeptRow = KeptChange & { readonly jurisdiction: string; readonly bucket: Bucket };

export type WhatIfResult = {
  readonly whatIf: WhatIfInput;
  /** Day to whose end the breakage forecast behind it knew the data; null: none, so nothing is taken to be redeemed. */
  readonly forecastTo: CivilDate | null;
  readonly cards: number;
  readonly moved: { readonly cards: number; readonly balance: string };
  readonly total: KeptChange;
  readonly exempt: KeptChange;
  readonly counsel: KeptChange;
  readonly rows: readonly KeptRow[];
};

export function resultOf(question: WhatIfInput, forecastTo: CivilDate | null, answer: WhatIfAnswer): WhatIfResult {
  return {
    whatIf: question,
    forecastTo,
    cards: answer.cards,
    moved: { cards: answer.moved.cards, balance: String(answer.moved.balance) },
    total: keptChange(answer.total),
    exempt: keptChange(answer.exempt),
    counsel: keptChange(answer.counsel),
    rows: answer.rows.map(({ jurisdiction, bucket, ...change }) => ({ jurisdiction, bucket, ...keptChange(change) })),
  };
}

const keptChange = ({ before, after }: Change): KeptChange => ({ before: keptSide(before), after: keptSide(after) });

const keptSide = ({ cards, balance, claimed, unmeasured, expected }: Side): KeptSide => ({
  cards,
  balance: String(balance),
  claimed: String(claimed),
  unmeasured: String(unmeasured),
  expected: String(expected),
});

/** What an ended run answers; null where it is of another kind. The cast is good because only `answerWhatIf` writes such results. */
export function whatIfResultOf(result: Readonly<Record<string, unknown>> | null): WhatIfResult | null {
  return result !== null && typeof result.whatIf === "object" ? (result as WhatIfResult) : null;
}

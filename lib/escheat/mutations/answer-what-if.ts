import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { WhatIf } from "../forecast/what-if";
import { supposedBasis } from "../forecast/what-if-basis";
import { resultOf, type WhatIfResult } from "../forecast/what-if-result";
import type { WhatIfInput } from "../forecast/what-if-schema";
import { readBasis } from "../queries/basis";
import { countOpenCards, walkCards } from "../queries/cards";
import { findCurves } from "../queries/curves";
import type { EscheatWatch } from "./make-forecast";

type Options = {
  readonly watch: EscheatWatch;
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/**
 * Every open card of a currency under the law as it is and under what the question supposes; nothing is changed.
 * @throws Invalid for a question that contradicts itself.
 */
export function answerWhatIf(
  scope: Scope,
  question: WhatIfInput,
  { watch, transaction }: Options,
): Promise<WhatIfResult> {
  return transaction(async (tx) => {
    const { basis, after, curves } = await watch.step("preparing", async () => {
      const found = await readBasis(tx, scope, { asOf: question.asOf });
      return {
        basis: found,
        after: supposedBasis(found, found.types, question),
        curves: await findCurves(tx, scope, question),
      };
    });
    const whatIf = new WhatIf(basis, after, curves?.curves ?? null);
    const own = new Set(basis.types.filter((type) => type.currency === question.currency).map(({ id }) => id));
    const expected = await countOpenCards(tx, scope.issuerId);
    let done = 0;
    await watch.step("determining", () =>
      walkCards(tx, basis.context, { asOf: basis.asOf }, (cards) => {
        watch.throwIfCancelled();
        for (const card of cards) if (own.has(card.cardTypeId)) whatIf.add(card);
        done += cards.length;
        watch.progress(expected > 0 ? Math.min(1, done / expected) : 0, done.toLocaleString("en"));
      }),
    );
    return resultOf(question, curves?.dataDate ?? null, whatIf.answer());
  });
}

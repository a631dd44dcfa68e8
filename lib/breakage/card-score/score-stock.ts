import { together } from "./hazard-source";
import { type HeadlineFacts, headlineOf } from "./headline";
import type { CardModel } from "./model";
import { type CellStock, type Reconciliation, reconcile, scaledScores } from "./reconcile";
import { type CellScores, scoreCells } from "./score";

/** The keys of scores that occur, with their cards, and what scores come of: plain values. */
export type OpenStock = {
  readonly model: CardModel;
  readonly headlines: readonly HeadlineFacts[];
  readonly keys: readonly number[];
  readonly stock: CellStock;
};

export type ScoredStock = { readonly scores: CellScores; readonly reconciliation: readonly Reconciliation[] };

/** The scores of all keys at the headlines' cut, brought to the headlines where those must win. */
export function scoreStock({ model, headlines: facts, keys, stock }: OpenStock): ScoredStock {
  const headlines = facts.map(headlineOf);
  const source = together(headlines.map(({ hazards }) => hazards));
  const plain = scoreCells(model, source, keys, { cut: Math.max(...headlines.map(({ cut }) => cut)) });
  const reconciliation = headlines.flatMap((headline) => reconcile(plain, stock, headline));
  return { scores: scaledScores(plain, reconciliation), reconciliation };
}

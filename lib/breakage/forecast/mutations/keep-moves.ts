import { type Tx, withScope } from "@/db/client";
import { forecastMove } from "@/db/schema/forecast";
import { secondsToMove } from "@/lib/breakage/forecast-view/moved-view";
import { pairOf } from "@/lib/breakage/forecast-view/version-pair";
import type { Scope } from "@/lib/identity/scope";
import { movedBy } from "../constants";
import { groupingName, toKept } from "../move";
import { listTypeCurrencies } from "../queries/currencies";
import { findKeptMove, groupingBy, readInputsOf } from "../queries/moved";
import { listTypeNames, readGroupCount } from "../queries/type-names";
import { readVersionTotals } from "../queries/version-list";
import { type RunTask, withThread } from "./in-thread";

type Options = {
  readonly throwIfCancelled: () => void;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** A programme of so many card types that it would take longer is left to whoever asks. */
const MOST_SECONDS = 30;

/**
 * Keeps what moved between the newest version of each currency and the one before it, by brand and by card type, where it is not
 * kept yet: the two that the page of versions holds against one another, which then has only to read.
 */
export function keepMoves(scope: Scope, { throwIfCancelled, transaction }: Options): Promise<void> {
  const open = transaction ?? ((work) => withScope(scope, work));
  return open((tx) =>
    withThread(throwIfCancelled, async (run) => {
      for (const currency of await listTypeCurrencies(tx, scope)) await keepMove(tx, scope, currency, run);
    }),
  );
}

async function keepMove(tx: Tx, scope: Scope, currency: string, run: RunTask): Promise<void> {
  const versions = await readVersionTotals(tx, scope, currency);
  const pair = pairOf(versions, {});
  if (!pair) return;
  const cohorts = versions.find(({ id }) => id === pair.after)?.total?.cohorts ?? 0;
  const types = await listTypeNames(tx, scope);
  for (const by of movedBy) {
    const grouping = groupingBy(by, types);
    const name = groupingName(grouping);
    const groups = await readGroupCount(tx, scope, currency, by);
    if (secondsToMove(cohorts, groups) > MOST_SECONDS || (await findKeptMove(tx, scope, { ...pair, name }))) continue;
    const inputs = await readInputsOf(tx, scope, pair);
    if (!inputs) return;
    const move = toKept(await run("move", { ...inputs, grouping }));
    const { before: beforeId, after: afterId } = pair;
    await tx
      .insert(forecastMove)
      .values({ issuerId: scope.issuerId, beforeId, afterId, grouping: name, move })
      .onConflictDoNothing();
  }
}

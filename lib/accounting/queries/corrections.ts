import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { type Correction, corrections } from "../corrections";
import { lockedState, withdrawnProgrammes } from "../locked-state";
import type { Programme } from "../programme";
import { readBooksContext } from "./context";
import { readTypeMonths } from "./facts";
import { readStoredRows } from "./stored";

export type Corrections = { readonly corrections: readonly Correction[]; readonly programmes: readonly Programme[] };

/** What became known of locked months since the last lock, whether or not the month that has it is over. */
export function listCorrections(scope: Scope): Promise<Corrections> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readBooksContext(tx, scope, null);
      const { issuerId, locks } = context;
      const [first, last] = [locks[0]?.month, locks.at(-1)?.month];
      if (first === undefined || last === undefined) return { corrections: [], programmes: [] };
      const stored = await readStoredRows(tx, issuerId, locks, { from: first, to: last });
      const known = [...context.programmes.values(), ...withdrawnProgrammes(stored, context.programmes)];
      const programmes = new Map(known.map((one) => [one.id, one]));
      const facts = { issuerId, typeIds: [...programmes.keys()], laterBatches: null };
      const now = await readTypeMonths(tx, facts, last);
      const state = lockedState({ locks, programmes, stored, positions: [], now });
      return { corrections: corrections(locks, state.atLastLock, state.now), programmes: known };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

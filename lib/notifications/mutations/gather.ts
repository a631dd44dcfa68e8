import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type PersonFacts, peopleReader } from "../proposals/people";
import { type CandidateTotals, gatherCandidates, type Within, walkCandidates } from "../queries/candidates";
import { openChannels } from "../queries/open-channels";
import type { ScoreCells } from "../queries/score-cells";
import { readStanding, type Standing } from "../queries/standing";

export type Gathering = {
  readonly now: Date;
  readonly today: CivilDate;
  readonly scores: ScoreCells;
  /** Batches about to be replaced: their people are free. */
  readonly except: readonly number[];
  /** Only the audience of this batch. */
  readonly within?: Within;
  /** Called with how many of all have been read. */
  readonly each?: (read: number, all: number) => void;
};

export type Gathered = {
  readonly totals: CandidateTotals;
  readonly standing: Standing;
  readonly people: readonly PersonFacts[];
};

/** Everybody with value at stake, and what stands against writing to them. Leaves the table `candidate` in the transaction. */
export async function gatherPeople(tx: Tx, scope: Scope, gathering: Gathering): Promise<Gathered> {
  const { now, today, scores, except, within, each } = gathering;
  const totals = await gatherCandidates(tx, scope, today, within);
  const standing = await readStanding(tx, scope, { now, today, except });
  const read = peopleReader({ today, timeZone: scope.issuer.timeZone, channels: openChannels(), scores, standing });
  const people: PersonFacts[] = [];
  await walkCandidates(tx, scope, (candidates) => {
    for (const candidate of candidates) people.push(read(candidate));
    each?.(people.length, totals.people);
  });
  return { totals, standing, people };
}

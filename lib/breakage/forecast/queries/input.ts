import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Segment } from "../../segment";
import { type ComputeInput, dataHashOf } from "../compute";
import type { CardLot } from "../lots";
import { chance, PAST_REPLICATES, parametersOf } from "../parameters";
import { readBook } from "./cohorts";
import type { Loads } from "./load-dates";
import { readOverrides } from "./overrides";

type Asked = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly loads: Loads;
  readonly segments: readonly Segment[];
};

/** All that a version is made of, and the lots of the cards with reloads, by which it is spread over merchants. */
export async function readInput(
  tx: Tx,
  scope: Scope,
  { currency, dataDate, loads, segments }: Asked,
): Promise<{ input: ComputeInput; lots: CardLot[] }> {
  const { book, lots } = await readBook(tx, { issuerId: scope.issuerId, currency, dataDate, loads });
  const choices = await readOverrides(tx, scope, currency);
  const input = {
    currency,
    dataDate,
    entries: book.all(),
    known: loads.known,
    ...choices,
    ...chance,
    pastReplicates: PAST_REPLICATES,
    parameters: parametersOf(choices, segments),
    dataHash: dataHashOf(book, dataDate),
  };
  return { input, lots };
}

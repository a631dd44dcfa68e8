import type { CivilDate } from "@/lib/dates";
import type { ConstraintKind, RecognitionMethod } from "./constants";
import type { Constraint } from "./constraint";
import { type MethodVersion, withMethodFrom } from "./method";

/** A choice of a method as it was made and is kept. */
export type MethodRow = {
  readonly id: number;
  readonly cardTypeId: number;
  readonly from: CivilDate;
  readonly method: RecognitionMethod;
  readonly constraintKind: ConstraintKind;
  readonly constraintValue: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

export const constraintOf = (kind: ConstraintKind, value: string): Constraint =>
  kind === "haircut" ? { kind, share: value } : { kind, level: Number(value) };

type Chosen = Pick<MethodRow, "cardTypeId" | "from" | "method" | "constraintKind" | "constraintValue">;

/** The versions of each programme, of choices in the order in which they were made: a later one ends what held, and replaces what was planned from there on. */
export function versionsByType(rows: readonly Chosen[]): Map<number, MethodVersion[]> {
  const versions = new Map<number, MethodVersion[]>();
  for (const { cardTypeId, from, method, constraintKind, constraintValue } of rows) {
    const constraint = constraintOf(constraintKind, constraintValue);
    versions.set(cardTypeId, withMethodFrom(versions.get(cardTypeId) ?? [], { method, constraint, from }));
  }
  return versions;
}

import type { TransactionKind } from "@/lib/cards/constants";
import type { Measure } from "@/lib/rollups/constants";
import {
  type LiabilityMovement,
  liabilityMovements,
  liabilitySigns,
  type PayableMovement,
  payableMovements,
  payableSigns,
  type Standing,
} from "./constants";

/** Everything that moves a balance of the roll-forward in a month, in minor units of one currency. */
export type Movement = LiabilityMovement | PayableMovement;
export type Movements = Readonly<Record<Movement, bigint>>;
export const movementNames: readonly Movement[] = [...new Set([...liabilityMovements, ...payableMovements])];

/** The columns of the roll-forward that are added up from events, and which; a void belongs to what it takes back. */
export const eventKinds = {
  sold: "sale",
  reloaded: "reload",
  redeemed: "redemption",
  refunded: "refund",
  fees: "fee",
  transferred: "transfer",
  adjusted: "adjustment",
  expired: "expiry",
  escheated: "escheat",
} as const satisfies Partial<Record<Movement, TransactionKind>>;
export type EventMovement = keyof typeof eventKinds & Measure;
const eventMovements = Object.keys(eventKinds) as EventMovement[];

/** What the books add to the events of a month. */
export type Booked = {
  /** All breakage revenue of the month, whether by estimate, remoteness or expiry. */
  readonly breakageRevenue: bigint;
  readonly toEscheatPayable: bigint;
  readonly claimedFromStates: bigint;
};

const movementsBy = (amountOf: (movement: Movement) => bigint): Movements =>
  Object.fromEntries(movementNames.map((movement) => [movement, amountOf(movement)])) as Record<Movement, bigint>;

export const NO_MOVEMENT: Movements = movementsBy(() => 0n);

/**
 * A month of a rollup with what was recognised in it. Expired funds were in part recognised before they expired, so the
 * column `breakage` holds the difference: both together are the breakage revenue of the month. `booked` is null for given
 * cards, of which nothing is booked.
 */
export function movementsOf(measures: Readonly<Record<EventMovement, bigint>>, booked: Booked | null): Movements {
  const events = Object.fromEntries(eventMovements.map((movement) => [movement, measures[movement]]));
  if (booked === null) return { ...NO_MOVEMENT, ...events };
  const { breakageRevenue, toEscheatPayable, claimedFromStates } = booked;
  return {
    ...NO_MOVEMENT,
    ...events,
    breakage: breakageRevenue - measures.expired,
    toEscheatPayable,
    claimedFromStates,
  };
}

export const addMovements = (a: Movements, b: Movements): Movements =>
  movementsBy((movement) => a[movement] + b[movement]);
export const lessMovements = (a: Movements, b: Movements): Movements =>
  movementsBy((movement) => a[movement] - b[movement]);
export const hasMoved = (movements: Movements): boolean => movementNames.some((movement) => movements[movement] !== 0n);

/** By how much the movements change what is owed to holders. */
export const liabilityChange = (movements: Movements): bigint =>
  liabilityMovements.reduce((sum, movement) => sum + BigInt(liabilitySigns[movement]) * movements[movement], 0n);

/** By how much they change what is owed to states. */
export const payableChange = (movements: Movements): bigint =>
  payableMovements.reduce((sum, movement) => sum + BigInt(payableSigns[movement]) * movements[movement], 0n);

/** A null flag of a card type is a source that did not say. */
export const standingOf = (promotional: boolean | null): Standing =>
  promotional === null ? "unknown" : promotional ? "given" : "paid";

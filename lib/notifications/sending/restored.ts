/** Which database this is, and how far it has come. `identity` changes with a restore or a failover (queries/mark.ts). */
export type SenderMark = {
  readonly identity: string;
  /** Begun anew whenever a person says that a restored database may send. */
  readonly epoch: number;
  /** Groups of messages begun within the epoch. */
  readonly count: number;
};

/**
 * Why nothing may leave until a person has looked; null: all is well.
 *
 * A restored backup has forgotten what was sent after it was taken, and would send it again. Two things tell. The database
 * keeps which one it is: a dump loaded elsewhere, a recovery and a failover all make another of it. And each machine that
 * sends keeps, outside of the database, how far it had come: files put back in place have come less far. A machine without
 * a mark of its own is a new one and takes the database's word; one whose database and mark are put back together cannot
 * know.
 */
export function whyNotToSend(
  kept: SenderMark | null,
  database: SenderMark,
  machine: SenderMark | null,
): "another-database" | "behind" | null {
  if (kept !== null && kept.identity !== database.identity) return "another-database";
  if (machine === null || machine.identity !== database.identity) return null;
  if (machine.epoch !== database.epoch) return machine.epoch > database.epoch ? "behind" : null;
  return machine.count > database.count ? "behind" : null;
}

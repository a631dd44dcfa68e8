/** Mailboxes of a batch by what was reported of them after its messages had been accepted; one can be in several. */
export type EventFigures = {
  /** The address takes nothing any more. */
  readonly bounced: number;
  /** Came back for now: a full mailbox, a server that was down. */
  readonly delayed: number;
  readonly complained: number;
  readonly optedOut: number;
};

export const eventFigureNames = [
  "bounced",
  "delayed",
  "complained",
  "optedOut",
] as const satisfies readonly (keyof EventFigures)[];

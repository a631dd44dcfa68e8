import type { BatchState } from "../constants";

/** States in which a person has still to say something. */
export const openStates = ["proposed", "half-approved"] as const satisfies readonly BatchState[];

/** States between a manager's word and the last message. */
export const busyStates = ["releasing", "approved", "sending", "paused"] as const satisfies readonly BatchState[];

export const isOpen = (state: BatchState): boolean => (openStates as readonly BatchState[]).includes(state);

/** What a batch is at an instant: a proposal whose time is over has expired, whether or not anybody has written it down. */
export function stateAt(batch: { readonly state: BatchState; readonly expiresAt: Date }, now: Date): BatchState {
  return isOpen(batch.state) && batch.expiresAt.getTime() <= now.getTime() ? "expired" : batch.state;
}

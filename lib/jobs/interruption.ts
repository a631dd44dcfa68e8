/** Why a run was told to stop before its end. Not failures: each leads to a state of its own. */
export type Interruption = "cancelled" | "stopping" | "superseded";

export class Interrupted extends Error {
  override name = "Interrupted";
  constructor(readonly reason: Interruption) {
    super(
      {
        cancelled: "The run was cancelled.",
        stopping: "The worker is stopping; the run goes back into the queue.",
        superseded: "Another worker has taken this run over.",
      }[reason],
    );
  }
}

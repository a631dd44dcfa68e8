import { sql } from "drizzle-orm";
import { connection, type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

const AGAIN_MS = 500;

/** A transaction whose running statement ends when the signal does, so that a long one does not hold up a cancel. */
export function interruptible<T>(scope: Scope, signal: AbortSignal, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withScope(scope, async (tx) => {
    signal.throwIfAborted();
    const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    if (!backend) throw new Error("The database did not name its process");
    const stop = cancelWhenAborted(backend.pid, signal);
    try {
      return await work(tx);
    } finally {
      await stop();
    }
  });
}

/** Asks again until it is over: between two statements there is nothing to cancel. */
function cancelWhenAborted(pid: number, signal: AbortSignal): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<unknown> = Promise.resolve();
  const ask = () => {
    asking = connection().sql`select pg_cancel_backend(${pid})`.catch(() => {});
  };
  const begin = () => {
    ask();
    timer = setInterval(ask, AGAIN_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return async () => {
    signal.removeEventListener("abort", begin);
    clearInterval(timer);
    // The connection goes back to the pool now; a cancel still on its way would hit someone else's statement.
    await asking;
  };
}

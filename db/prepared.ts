import type postgres from "postgres";

/**
 * Texts with more values than this are lists of changing length (the rows of an insert, say): each would be kept by
 * the server under a name of its own and seldom asked for again.
 */
const MOST_VALUES = 40;

/** What Drizzle asks of a client. */
type Asked = Pick<postgres.Sql, "unsafe">;

/** Refuses what is asked of a transaction whose connection is gone: the driver would write to a socket that is none. */
type Severed = () => Error | null;

function preparing<T extends Asked>(client: T, severed: Severed = () => null): T {
  const unsafe: Asked["unsafe"] = (text, values = [], options = {}) => {
    const error = severed();
    if (error) throw error;
    return client.unsafe(text, values, { ...options, prepare: values.length > 0 && values.length <= MOST_VALUES });
  };
  return new Proxy(client, {
    get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name, target)),
  });
}

/**
 * The client as it is handed to Drizzle: a statement is parsed once per connection and then takes one round trip where
 * an unnamed one takes two, and a transaction of a fixed kind takes one statement to begin. `mode` is what follows
 * `begin`, such as "isolation level repeatable read read only".
 */
export function prepared(client: postgres.Sql, mode: string): postgres.Sql {
  const begin = (work: (tx: postgres.TransactionSql) => unknown) => {
    let gone: Error | null = null;
    const done = client.begin(mode, async (tx) => {
      try {
        return await work(preparing(tx, () => gone));
      } catch (error) {
        if (!isSevered(error)) throw error;
        // The driver would roll back on the dead connection, and a write to it ends the process (porsager/postgres#1154).
        // There is nothing to roll back, and the whole is rejected by the end of the connection.
        gone = error;
        return new Promise<never>(() => {});
      }
    });
    done.catch((error: unknown) => {
      gone ??= error instanceof Error ? error : new Error(String(error));
    });
    return done;
  };
  return new Proxy(preparing(client), {
    get: (target, name) => (name === "begin" ? begin : Reflect.get(target, name, target)),
  });
}

const SEVERED = /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONNRESET|EPIPE|57P0[123]|08...)$/;

/** Whether the connection itself is gone, or the server has said that it ends it. */
export function isSevered(error: unknown): error is Error {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && SEVERED.test(String(cause.code))) return true;
  return false;
}

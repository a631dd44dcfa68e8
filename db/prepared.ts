import type postgres from "postgres";

/**
 * Texts with more values than this are lists of changing length (the rows of an insert, say): each would be kept by
 * the server under a name of its own and seldom asked for again.
 */
const MOST_VALUES = 40;

/** What Drizzle asks of a client. */
type Asked = Pick<postgres.Sql, "unsafe">;

function preparing<T extends Asked>(client: T): T {
  const unsafe: Asked["unsafe"] = (text, values = [], options = {}) =>
    client.unsafe(text, values, { ...options, prepare: values.length > 0 && values.length <= MOST_VALUES });
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
  const begin = (work: (tx: postgres.TransactionSql) => unknown) => client.begin(mode, (tx) => work(preparing(tx)));
  return new Proxy(preparing(client), {
    get: (target, name) => (name === "begin" ? begin : Reflect.get(target, name, target)),
  });
}

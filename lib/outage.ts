/** PostgreSQL's and the driver's codes for what is nobody's fault at the screen, and what to say of it. */
const outages: readonly (readonly [codes: RegExp, sentence: string])[] = [
  [/^53100$/, "The database's disk is full. Nothing was changed; try again once there is room."],
  [/^53200$/, "The database has run out of memory. Nothing was changed; try again when less is going on."],
  [/^53300$/, "The database takes no more connections. Nothing was changed; try again in a moment."],
  [/^57014$/, "This took longer than the database allows. Nothing was changed."],
  [
    /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|CONNECT|CONNECTION_|08|57P0)/,
    "The database does not answer. Nothing was changed; try again in a moment.",
  ],
];

/**
 * What to tell somebody whose work the database could not do, or null where the error is another. All work is done in
 * transactions, so what broke off left nothing behind.
 */
export function outageOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as Error & { code?: unknown };
  const known = typeof code === "string" ? outages.find(([codes]) => codes.test(code)) : undefined;
  return known ? known[1] : outageOf(error.cause);
}

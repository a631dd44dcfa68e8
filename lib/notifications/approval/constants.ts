/** Proposals that can be approved with one word. Each is still decided for itself. */
export const MAX_AT_ONCE = 100;
/** The queue shows so many; who has more narrows down. */
export const QUEUE_LIMIT = 200;

/**
 * The largest audience that is sealed and released while the manager waits for his answer; of a larger one a run does it.
 * A person costs about a sixth of a millisecond.
 */
export const RELEASED_AT_ONCE = 10_000;

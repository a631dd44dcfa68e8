/** Proposals that can be approved with one word. Each is still decided for itself. */
export const MAX_AT_ONCE = 100;
/** The queue shows so many; who has more narrows down. */
export const QUEUE_LIMIT = 200;

/** In the order in which they are loaded: each may refer to those before it. */
export const entities = ["merchant", "brand", "card_type", "customer", "card", "card_transaction"] as const;
export type Entity = (typeof entities)[number];

export const batchStates = ["loaded", "withdrawn"] as const;
export type BatchState = (typeof batchStates)[number];

/** How facts came in: from files, from the demo generator, from a change made on a screen, or with a report to a state. */
export const batchSources = ["import", "seed", "settings", "remittance"] as const;
export type BatchSource = (typeof batchSources)[number];
/** Which batches say how fresh the data is, as SQL over `app.import_batch`: what we paid to a state ourselves is no news of a source. */
export const HOLDS_DATA = "state = 'loaded' and source <> 'remittance'";

/** Any number of our own; with the issuer it names the lock that lets imports of one issuer go one after another. */
export const IMPORT_LOCK = 7_312_031;

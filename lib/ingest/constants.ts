/** In the order in which they are loaded: each may refer to those before it. */
export const entities = ["merchant", "brand", "card_type", "customer", "card", "card_transaction"] as const;
export type Entity = (typeof entities)[number];

export const batchStates = ["loaded", "withdrawn"] as const;
export type BatchState = (typeof batchStates)[number];

/** How facts came in: from files, from the demo generator, from a change made on a screen, or with a report to a state. */
export const batchSources = ["import", "seed", "settings", "remittance"] as const;
export type BatchSource = (typeof batchSources)[number];
/**
 * Which batches say how fresh the data is, as SQL over `app.import_batch`. What we paid to a state ourselves is no news of a
 * source, nor is a load that changed nothing: of an empty file, or of rows that were all there before or kept aside.
 */
export const HOLDS_DATA = `state = 'loaded' and source <> 'remittance'
  and (source <> 'import' or counts @? '$.* ? (@.new > 0 || @.updated > 0)')`;

/** Any number of our own; with the issuer it names the lock that lets imports of one issuer go one after another. */
export const IMPORT_LOCK = 7_312_031;

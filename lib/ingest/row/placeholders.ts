export const placeholders = ["n/a", "#n/a", "n.a.", "none", "null", "nil", "nan", "-", "--", "–", "—", "?"] as const;
const words: ReadonlySet<string> = new Set(placeholders);

/**
 * A word that stands where a file knows nothing. It is not read as an empty cell unless a mapping says so (a translation to
 * nothing): beside an expiry `-` means "never", while an empty cell means the sale plus the type's validity, and `#N/A` is a
 * formula that failed over a day that may exist.
 */
export const isPlaceholder = (value: string): boolean => words.has(value.trim().toLowerCase());

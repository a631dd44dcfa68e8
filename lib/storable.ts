/**
 * Whether a text can come back from the database as it went in. PostgreSQL holds no NUL; half a surrogate pair is no
 * character, has no UTF-8 and no place in an address, and the driver would write another character for it.
 */
export const isStorable = (text: string): boolean => !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);

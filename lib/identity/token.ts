import { createHash, randomBytes } from "node:crypto";

/** What a person or machine carries (cookie, one-time link, API key): 256 random bits. The database keeps only the hash. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function newSalt(): Buffer {
  return randomBytes(16);
}

/** Plain SHA-256 is enough here: a 256-bit random token cannot be guessed, so there is nothing to slow down. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** `bwk_` makes a leaked key recognisable to secret scanners; the first characters recognisable to its owner. */
const KEY_MARK = "bwk_";
const KEY_SHOWN = 12;

export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = KEY_MARK + newToken();
  return { key, prefix: key.slice(0, KEY_SHOWN), hash: hashToken(key) };
}

export function looksLikeApiKey(value: string): boolean {
  return /^bwk_[A-Za-z0-9_-]{43}$/.test(value);
}

/** Shown to a person with a neutral message, and in the log with the cause: the two can be brought together. */
export function newErrorId(): string {
  return randomBytes(6).toString("hex");
}

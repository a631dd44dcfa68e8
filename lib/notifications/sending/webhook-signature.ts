import { createHmac, timingSafeEqual } from "node:crypto";

/** How old a signed request may be, in seconds, and how far ahead a clock. */
export const REPLAY_SECONDS = 300;
export const SIGNATURE_HEADER = "x-breakwater-signature";
export const TIMESTAMP_HEADER = "x-breakwater-timestamp";

/**
 * HMAC-SHA-256 over `timestamp.body`, in hexadecimal digits after "v1=". The timestamp is in seconds of the epoch, as
 * text; what is signed is the body's very bytes.
 */
export function signWebhook(body: string, timestamp: string, secret: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.`).update(body, "utf8").digest("hex")}`;
}

/**
 * Whether a request is ours, unchanged and no older than five minutes. For whoever receives our webhooks; compared in a
 * time that does not depend on where two signatures differ.
 */
export function verifyWebhook(
  { body, timestamp, signature }: { body: string; timestamp: string | null; signature: string | null },
  secret: string,
  now: Date,
): boolean {
  if (timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > REPLAY_SECONDS) return false;
  const expected = Buffer.from(signWebhook(body, timestamp, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

import { words } from "./message";

/** What is said of an Idempotency-Key. */
export const requestKeyMessages = {
  "requestKey.malformed": "Idempotency-Key takes 1 to 200 visible ASCII characters.",
  "requestKey.otherDoor": "This Idempotency-Key was used for {door}.",
  "requestKey.differs": "This Idempotency-Key was used with another body.",
  "requestKey.field": "is not what it was the first time",
  "requestKey.busy": "The request under this Idempotency-Key is being answered. Ask again in a moment.",
} as const;

export const t = words(requestKeyMessages);

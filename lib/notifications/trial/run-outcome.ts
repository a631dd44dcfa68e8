import type { Measured } from "../mutations/measure";

/** What a run that measures has come to, as its row keeps it. The cast is good because no other writes such a date. */
export function measuredOf(result: Readonly<Record<string, unknown>> | null): Measured | null {
  if (result === null || typeof result.measuredOn !== "string") return null;
  return result as Measured;
}

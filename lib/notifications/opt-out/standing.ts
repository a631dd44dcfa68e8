/** How much a holder wants no more of; `nothing` takes an earlier no back. */
export const optOutCovers = ["commercial", "all", "nothing"] as const;
export type OptOutCovers = (typeof optOutCovers)[number];

/** Why, asked afterwards and never needed. */
export const optOutReasons = ["too-many", "no-card", "not-me", "used", "other"] as const;
export type OptOutReason = (typeof optOutReasons)[number];

/**
 * What holds after all that was said, oldest first. A later and smaller no does not weaken a greater one: whoever had
 * stopped everything and then follows the link of one message has still stopped everything. Only "nothing" ends it.
 */
export function standingOf(said: readonly OptOutCovers[]): OptOutCovers {
  return said.reduce<OptOutCovers>((held, one) => {
    if (one === "nothing") return "nothing";
    return held === "all" ? "all" : one;
  }, "nothing");
}

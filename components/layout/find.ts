/** One hit of the palette's search; `kind` only chooses its icon and the word beside it. */
export type Found = { kind: "card" | "customer" | "cardType"; id: string; label: string; hint: string; href: string };

/** A read action handed in by the layout: components never reach for queries themselves. */
export type Find = (text: string) => Promise<readonly Found[]>;

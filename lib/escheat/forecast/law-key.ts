import type { PropertyKind } from "../constants";

/** As rulebooks name their laws. */
export const lawKey = (jurisdiction: string, property: PropertyKind | null): string =>
  `${jurisdiction}.${property ?? ""}`;

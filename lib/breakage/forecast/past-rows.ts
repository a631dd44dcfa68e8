import type { PastGroup } from "./past";
import type { Past } from "./queries/past-quarters";

/** By group where that is kept, else all cards together; the newest quarter first. */
export const pastRows = ({ past, pastGroups }: Past): PastGroup[] =>
  (pastGroups ?? past.map((quarter) => ({ ...quarter, members: {} }))).toSorted((a, b) =>
    a.quarter < b.quarter ? 1 : a.quarter > b.quarter ? -1 : 0,
  );

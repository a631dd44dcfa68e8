"use client";

import { usePathname } from "next/navigation";
import { formatDate, type Locale } from "@/lib/format";
import { dayOf } from "@/lib/instant";
import { t } from "@/lib/messages/shell";
import { leavesKnownAtAside } from "./navigation";
import classes from "./pickers.module.css";
import { useView } from "./use-view";

/**
 * "As known on" stays in the address wherever one goes. Where the figures below do not follow it, that is said: the date in
 * the header would be taken for theirs.
 */
export function KnownNote({ ownLocale }: { ownLocale: Locale }) {
  const path = usePathname();
  const { view } = useView();
  if (view.knownAt === null || !leavesKnownAtAside(path)) return null;
  return (
    <p className={classes.knownNote} role="note">
      {t("asOf.knownNotHere", { date: formatDate(dayOf(view.knownAt), view.lang ?? ownLocale) })}
    </p>
  );
}

import type { Metadata } from "next";
import type { ReactNode } from "react";

/** Pages that a holder of cards opens from a message. They are his alone: no search engine may list them. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default function PublicLayout({ children }: { children: ReactNode }) {
  return children;
}

"use client";

import { useEffect } from "react";

/** The line below the header moves while something asked for is on its way. */
export function useBusySign(pending: boolean): void {
  useEffect(() => {
    if (!pending) return;
    document.body.toggleAttribute("data-busy", true);
    return () => document.body.removeAttribute("data-busy");
  }, [pending]);
}

"use client";

import { useEffect, useState } from "react";
import type { Action } from "@/lib/action";

export type LinkState<T> =
  | { state: "loading" }
  | { state: "missing" }
  | { state: "dead"; message: string }
  | { state: "open"; token: string; data: T };

/** Reads the secret from behind the # and asks what it is for. */
export function useLink<T>(open: Action<{ token: string }, T>): LinkState<T> {
  const [link, setLink] = useState<LinkState<T>>({ state: "loading" });
  useEffect(() => {
    let isStale = false;
    const token = window.location.hash.slice(1);
    if (!token) {
      setLink({ state: "missing" });
      return;
    }
    void open({ token }).then((result) => {
      if (isStale) return;
      setLink(result.ok ? { state: "open", token, data: result.data } : { state: "dead", message: result.message });
    });
    return () => {
      isStale = true;
    };
  }, [open]);
  return link;
}

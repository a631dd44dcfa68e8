"use client";

import { useEffect, useState } from "react";
import type { Action } from "@/lib/action";
import { answerOf } from "@/lib/answer-of";
import { waitText } from "./wait-text";

export type LinkState<T> =
  | { state: "loading" }
  | { state: "missing" }
  | { state: "dead"; message: string }
  | { state: "failed"; message: string }
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
    void answerOf(open({ token })).then((result) => {
      if (isStale) return;
      if (result.ok) return setLink({ state: "open", token, data: result.data });
      // Only a conflict speaks of the link; the rest (too many attempts, no database) passes.
      const { code, message, retryAfterSeconds } = result;
      if (code === "conflict") return setLink({ state: "dead", message });
      setLink({ state: "failed", message: code === "too_many" ? waitText(retryAfterSeconds ?? 60) : message });
    });
    return () => {
      isStale = true;
    };
  }, [open]);
  return link;
}

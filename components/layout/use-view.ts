"use client";

import { useQueryStates } from "nuqs";
import { useEffect, useTransition } from "react";
import { viewParsers } from "@/lib/view-state";

/** The shared part of the address and how to change it: each change is a step in the history and asks the server anew. */
export function useView() {
  const [pending, startTransition] = useTransition();
  const [view, setView] = useQueryStates(viewParsers, { shallow: false, history: "push", startTransition });
  useEffect(() => {
    document.body.toggleAttribute("data-busy", pending);
    return () => document.body.removeAttribute("data-busy");
  }, [pending]);
  return { view, setView, pending };
}

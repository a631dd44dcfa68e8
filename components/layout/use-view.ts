"use client";

import { type inferParserType, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { viewParsers } from "@/lib/view-state";
import { useBusySign } from "./use-busy-sign";

/** Where one was in a long list does not survive a change of what the list is of. */
const beginning = { cursor: null, page: null, pastPage: null };
const places = { cursor: parseAsString, page: parseAsString, pastPage: parseAsString };
const parsers = { ...viewParsers, ...places };
type Change = Partial<inferParserType<typeof viewParsers>>;

/** The shared part of the address and how to change it: each change is a step in the history and asks the server anew. */
export function useView() {
  const [pending, startTransition] = useTransition();
  const [view, write] = useQueryStates(parsers, { shallow: false, history: "push", startTransition });
  const setView = (change: Change) => write({ ...change, ...beginning });
  useBusySign(pending);
  return { view, setView, pending };
}

import { useState } from "react";
import { type LeftOut, toggledLink } from "@/lib/breakage/triangle-view/own-triangle";

/** The links left out by judgement, with every step of the way there, so that each can be taken back. */
export function useLeftOut() {
  const [history, setHistory] = useState<readonly (readonly LeftOut[])[]>([[]]);
  const leftOut = history.at(-1) ?? none;
  return {
    leftOut,
    canUndo: history.length > 1,
    toggle: (link: LeftOut) => setHistory((past) => [...past, toggledLink(past.at(-1) ?? none, link)]),
    undo: () => setHistory((past) => (past.length > 1 ? past.slice(0, -1) : past)),
    useAll: () => setHistory((past) => (past.at(-1)?.length ? [...past, none] : past)),
  };
}

const none: readonly LeftOut[] = [];

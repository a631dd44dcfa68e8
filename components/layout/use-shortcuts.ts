"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { comparisons } from "@/lib/breakage/constants";
import { addMonths } from "@/lib/dates";
import { compareChange } from "./compare-change";
import { moveInList } from "./list-keys";
import { places } from "./navigation";
import { pressPageKey } from "./page-keys";
import { useView } from "./use-view";

type Commands = {
  defaultAsOf: string;
  placeHref: (href: string) => string;
  openPalette: () => void;
  openSheet: () => void;
};

/** Keys are for reading, so they stay silent while somebody types or a dialog is open. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return /^(input|textarea|select)$/i.test(target.tagName);
}

const sequenceMs = 1200;

/** Those that X walks through: a period of one's own needs its dates, and so begins the round again. */
const walked = comparisons.filter((comparison) => comparison !== "custom");

export function useShortcuts(commands: Commands) {
  const router = useRouter();
  const path = usePathname();
  const { view, setView } = useView();
  // Never, at first: time stamps count from the start of the page, and 0 would swallow the first second's keys.
  const goSince = useRef(Number.NEGATIVE_INFINITY);
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });

  function go(key: string): boolean {
    const place = places.find((candidate) => candidate.key === key);
    if (place) router.push(commands.placeHref(place.href));
    return place !== undefined;
  }

  function handle(event: KeyboardEvent): boolean {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      commands.openPalette();
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
    const key = event.key;
    if (event.timeStamp - goSince.current < sequenceMs) {
      goSince.current = Number.NEGATIVE_INFINITY;
      return go(key.toLowerCase());
    }
    if (key !== "g" && pressPageKey(key)) return true;
    switch (key) {
      case "?":
        commands.openSheet();
        return true;
      case "/": {
        const field = document.querySelector<HTMLElement>("[data-search]");
        if (field) field.focus();
        else commands.openPalette();
        return true;
      }
      case "g":
        goSince.current = event.timeStamp;
        return true;
      case "j":
      case "k":
        return moveInList(key === "j" ? 1 : -1);
      case "x": {
        const picker = document.querySelector<HTMLElement>('[data-picker="compare"]');
        if (!picker) return false;
        const now = walked.findIndex((comparison) => picker.dataset.value === `${comparison}`);
        const next = walked[(now + 1) % walked.length] ?? "none";
        setView(compareChange(next, picker.dataset.usual));
        return true;
      }
      case "[":
      case "]":
        if (!path.startsWith("/issuer")) return false;
        // The period goes with it, as with a date from the picker: one of one's own would run past the new day.
        setView({
          asOf: addMonths(view.asOf ?? commands.defaultAsOf, key === "[" ? -1 : 1),
          from: null,
          to: null,
        });
        return true;
      default:
        return false;
    }
  }

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && latest.current(event)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    document.body.dataset.keys = "";
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

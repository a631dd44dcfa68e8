"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import { placeState } from "@/lib/views/opening";
import { readPlaces, writePlaces } from "@/lib/views/places";
import { placeHref, screenOf } from "./navigation";
import type { Workspace } from "./workspace";

/** How each screen was left, kept in this tab: another tab may look at another issuer, and nothing outlives the tab. */
const prefix = "breakwater.places.";
const changed = "breakwater:places";

/** Null where the browser keeps nothing for us; then screens open as on the first visit. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}

/** Writes down the state of the screen one is on, for when one comes back. */
export function useRememberPlace(issuer: string): void {
  const path = usePathname();
  const query = useSearchParams();
  useEffect(() => {
    if (screenOf(path) === null) return;
    const kept = storage();
    kept?.setItem(
      prefix + issuer,
      writePlaces(readPlaces(kept.getItem(prefix + issuer)), path, placeState(Object.fromEntries(query))),
    );
    window.dispatchEvent(new Event(changed));
  }, [issuer, path, query]);
}

/** Who signs out leaves nothing for who signs in next. */
export function forgetPlaces(): void {
  const kept = storage();
  for (const key of Object.keys(kept ?? {})) if (key.startsWith(prefix)) kept?.removeItem(key);
}

/** The way to a place: as it was left, else as it opens first. The link of the place one is at opens it anew. */
export function usePlaceHref({ issuer, openings }: Pick<Workspace, "issuer" | "openings">): (href: string) => string {
  const path = usePathname();
  const query = useSearchParams();
  const text = useSyncExternalStore(
    subscribe,
    () => storage()?.getItem(prefix + issuer.code) ?? null,
    () => null,
  );
  return (href) => {
    const screen = screenOf(href);
    const left = path === href ? undefined : readPlaces(text)[href];
    return placeHref(href, query, left ?? (screen ? openings[screen] : undefined));
  };
}

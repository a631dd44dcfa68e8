import { useEffect, useRef, useSyncExternalStore } from "react";

/** What a key does on the page that is open: the one listener of the shell asks here, and the `?` sheet lists it. */
export type PageKey = { readonly key: string; readonly text: string; readonly run: () => void };

const none: readonly PageKey[] = [];
let current: readonly PageKey[] = none;
const listeners = new Set<() => void>();

function change(keys: readonly PageKey[]): void {
  current = keys;
  for (const listener of listeners) listener();
}

/** Whether the page had something to do for it. */
export function pressPageKey(key: string): boolean {
  const found = current.find((one) => one.key === key.toLowerCase());
  found?.run();
  return found !== undefined;
}

/** The keys of a page while it is open. A key does what it stands for at the moment it is pressed. */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const mine = latest.current.map(({ key, text }) => ({
      key,
      text,
      run: () => latest.current.find((one) => one.key === key)?.run(),
    }));
    change(mine);
    return () => {
      if (current === mine) change(none);
    };
  }, []);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useListedPageKeys = (): readonly PageKey[] =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => none,
  );

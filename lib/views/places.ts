import type { ViewState } from "./opening";

/** By path, the state in which a screen was left. */
export type Places = Readonly<Record<string, ViewState>>;

const isState = (value: unknown): value is ViewState =>
  typeof value === "object" && value !== null && Object.values(value).every((part) => typeof part === "string");

/** What a browser gives back of what it was given; anything else counts as nothing remembered. */
export function readPlaces(text: string | null): Places {
  try {
    const places: unknown = JSON.parse(text ?? "{}");
    if (typeof places !== "object" || places === null) return {};
    return Object.fromEntries(
      Object.entries(places).filter((entry): entry is [string, ViewState] => isState(entry[1])),
    );
  } catch {
    return {};
  }
}

export const writePlaces = (places: Places, path: string, state: ViewState): string =>
  JSON.stringify({ ...places, [path]: state });

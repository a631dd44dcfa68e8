import type { MessageKey } from "@/lib/messages/message";
import { type Screen, screens } from "@/lib/views/constants";
import { hrefWithState, type ViewState } from "@/lib/views/opening";

/** Where one can go in the issuer's workspace; `keys` is the two-step shortcut (G, then the letter). */
export type Place = {
  href: string;
  label: MessageKey;
  icon:
    | "overview"
    | "breakage"
    | "forecast"
    | "escheat"
    | "accounting"
    | "insights"
    | "customers"
    | "cards"
    | "imports"
    | "jobs"
    | "settings"
    | "audit";
  key: string;
  /** Hidden from those who may not open it. A courtesy: the page itself holds the guard. */
  permission?: string;
};

export type PlaceGroup = { label: MessageKey; places: readonly Place[] };

export const placeGroups: readonly PlaceGroup[] = [
  {
    label: "nav.measure",
    places: [
      { href: "/issuer/overview", label: "nav.overview", icon: "overview", key: "o" },
      { href: "/issuer/breakage", label: "nav.breakage", icon: "breakage", key: "b" },
      { href: "/issuer/forecast", label: "nav.forecast", icon: "forecast", key: "f", permission: "forecast.read" },
      { href: "/issuer/insights", label: "nav.insights", icon: "insights", key: "i" },
    ],
  },
  {
    label: "nav.owe",
    places: [
      { href: "/issuer/escheat", label: "nav.escheat", icon: "escheat", key: "e", permission: "escheat.read" },
      {
        href: "/issuer/accounting",
        label: "nav.accounting",
        icon: "accounting",
        key: "k",
        permission: "accounting.read",
      },
    ],
  },
  {
    label: "nav.find",
    places: [
      { href: "/issuer/customers", label: "nav.customers", icon: "customers", key: "u" },
      { href: "/issuer/cards", label: "nav.cards", icon: "cards", key: "c" },
    ],
  },
  {
    label: "nav.data",
    places: [
      { href: "/issuer/imports", label: "nav.imports", icon: "imports", key: "m" },
      { href: "/issuer/runs", label: "nav.runs", icon: "jobs", key: "r", permission: "job.read" },
      { href: "/issuer/settings", label: "nav.settings", icon: "settings", key: "s" },
      { href: "/issuer/audit", label: "nav.audit", icon: "audit", key: "a", permission: "audit.read" },
    ],
  },
];

export const places: readonly Place[] = placeGroups.flatMap((group) => group.places);

/** The screen at a path, where it is one whose state can be kept. */
export function screenOf(path: string): Screen | null {
  return screens.find((screen) => path === `/issuer/${screen}`) ?? null;
}

/** The next page, seen with the same eyes: dates, currency and language go along. */
export function placeHref(href: string, query: URLSearchParams, state: ViewState = {}): string {
  return hrefWithState(href, Object.fromEntries(query), state);
}

import type { MessageKey } from "@/lib/messages/message";
import type { t } from "@/lib/messages/shell";
import { type Screen, screens } from "@/lib/views/constants";
import { hrefWithState, type ViewState } from "@/lib/views/opening";

/** Where one can go; `keys` is the two-step shortcut (G, then the letter). */
export type Place = {
  href: string;
  label: MessageKey<typeof t>;
  icon:
    | "overview"
    | "breakage"
    | "forecast"
    | "escheat"
    | "accounting"
    | "notifications"
    | "approvals"
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

export type PlaceGroup = { label: MessageKey<typeof t>; places: readonly Place[] };

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
    label: "nav.act",
    places: [
      {
        href: "/issuer/notifications",
        label: "nav.notifications",
        icon: "notifications",
        key: "n",
        permission: "notification.read",
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

/** Where a manager decides. */
export const managerGroups: readonly PlaceGroup[] = [
  {
    label: "nav.decide",
    places: [
      {
        href: "/manager/approvals",
        label: "nav.approvals",
        icon: "approvals",
        key: "p",
        permission: "notification.approve",
      },
    ],
  },
];

const allGroups: readonly PlaceGroup[] = [...placeGroups, ...managerGroups];
export const places: readonly Place[] = allGroups.flatMap((group) => group.places);

const isOpenTo = (permissions: readonly string[]) => (place: Place) =>
  !place.permission || permissions.includes(place.permission);

/** Every place of both workspaces that somebody may open. */
export const placesFor = (permissions: readonly string[]): Place[] => places.filter(isOpenTo(permissions));

export const workspaces = [
  { kind: "issuer", home: "/issuer/overview", label: "workspace.issuer", permission: "overview.read" },
  { kind: "manager", home: "/manager", label: "workspace.manager", permission: "notification.approve" },
] as const satisfies readonly { kind: string; home: string; label: MessageKey<typeof t>; permission: string }[];

export const isInManager = (path: string): boolean => path === "/manager" || path.startsWith("/manager/");

/** The navigation of the workspace a path is in, as far as it is open to somebody; who decides finds that everywhere. */
export function groupsAt(path: string, permissions: readonly string[]): PlaceGroup[] {
  const groups = isInManager(path) ? managerGroups : [...managerGroups, ...placeGroups];
  return groups
    .map((group) => ({ ...group, places: group.places.filter(isOpenTo(permissions)) }))
    .filter((group) => group.places.length > 0);
}

/** Forecasts keep what was known when each was made; the rest is what people did, and is told as it is known today. */
const withoutKnownAt = ["/issuer/forecast", "/issuer/escheat", "/issuer/notifications", "/manager"];

/** Whether the figures at a path are the same whatever "as known on" says. */
export const leavesKnownAtAside = (path: string): boolean =>
  withoutKnownAt.some((part) => path === part || path.startsWith(`${part}/`));

/** The screen at a path, where it is one whose state can be kept. */
export function screenOf(path: string): Screen | null {
  return screens.find((screen) => path === `/issuer/${screen}`) ?? null;
}

/** The next page, seen with the same eyes: dates, currency and language go along. */
export function placeHref(href: string, query: URLSearchParams, state: ViewState = {}): string {
  return hrefWithState(href, Object.fromEntries(query), state);
}

import { t } from "@/lib/messages/shell";
import type { Screen } from "./constants";

const names = {
  overview: "nav.overview",
  breakage: "nav.breakage",
  forecast: "nav.forecast",
  escheat: "nav.escheat",
  accounting: "nav.accounting",
  insights: "nav.insights",
  customers: "nav.customers",
  cards: "nav.cards",
  audit: "nav.audit",
} as const satisfies Record<Screen, string>;

/** A screen in words. One that is no more is shown as it is. */
export function screenName(screen: string): string {
  return Object.hasOwn(names, screen) ? t(names[screen as Screen]) : screen;
}

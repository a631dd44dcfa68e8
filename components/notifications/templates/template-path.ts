import { type Address, hrefTo } from "@/lib/address";

export const TEMPLATES_PATH = "/issuer/notifications/templates";

export const templateHref = (id: number, address: Address, change: Readonly<Record<string, string | null>> = {}) =>
  hrefTo(`${TEMPLATES_PATH}/${id}`, address, change);

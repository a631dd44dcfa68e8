import { formatCount, formatDecimal, type Locale } from "@/lib/format";

/** Sizes as people compare them; a byte more or less does not matter here. */
export function fileSize(bytes: number, locale: Locale): string {
  if (bytes >= 1024 ** 3) return `${formatDecimal(bytes / 1024 ** 3, 1, locale)} GB`;
  if (bytes >= 1024 ** 2) return `${formatCount(Math.round(bytes / 1024 ** 2), locale)} MB`;
  return `${formatCount(Math.max(1, Math.round(bytes / 1024)), locale)} kB`;
}

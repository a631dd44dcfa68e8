import type { ReadonlyURLSearchParams } from "next/navigation";

export const exportFormats = [
  { format: "csv", label: "export.csv" },
  { format: "xlsx", label: "export.xlsx" },
] as const;
export type ExportFormatName = (typeof exportFormats)[number]["format"];

/** A table of a page as a file. It takes the page's whole address along, so that it holds what the screen shows, and all of it. */
export function exportHref(
  table: string,
  format: ExportFormatName,
  path: string,
  query: ReadonlyURLSearchParams | URLSearchParams,
): string {
  const params = new URLSearchParams(query.toString());
  for (const name of ["cursor", "page"]) params.delete(name);
  params.set("table", table);
  params.set("format", format);
  params.set("path", path);
  return `/issuer/export?${params}`;
}

import { typeAddress } from "@/lib/breakage/forecast-view/type-path";
import { exportAnswer } from "@/lib/export/answer";
import type { Scope } from "@/lib/identity/scope";

type Asked = { readonly format: "json" | "csv"; readonly [name: string]: string | number | undefined };

/** A part of what there is of one card type: as the file that its page exports, or as JSON. */
export function fileOrJson(
  scope: Scope,
  { table, id, query }: { readonly table: string; readonly id: string; readonly query: Asked },
  json: () => Promise<object>,
): Promise<object> {
  const { format, ...asked } = query;
  return format === "csv" ? exportAnswer(scope, { table, format, address: typeAddress(id, asked) }) : json();
}

import type { Locator } from "@playwright/test";

/** "$1,234.50" or "1,234.50" as cents. */
export function cents(text: string | null): number {
  return Math.round(Number((text ?? "").replace(/[^\d.-]/g, "")) * 100);
}

/** A row's or the foot's cells by the heads of their columns, once they are there: an address may change before its page does. */
export async function cellsByHead(table: Locator, row: Locator): Promise<Map<string, string>> {
  await row.first().waitFor();
  const heads = await table.locator("thead th").allTextContents();
  const cells = await row.locator("th, td").allTextContents();
  return new Map(heads.map((head, index) => [head.trim(), cells[index] ?? ""]));
}

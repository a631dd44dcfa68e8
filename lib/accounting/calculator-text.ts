/** A pasted table of periods as the calculator's own input, or what is wrong with which line. */
export type TextProblem =
  | { readonly kind: "head" | "none" }
  | { readonly kind: "column" | "twice"; readonly name: string };
export type TextPeriods =
  | { readonly ok: true; readonly periods: Record<string, string | boolean>[] }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

/** Names as people write them above columns, in small letters without what is not a letter. */
const columns: Readonly<Record<string, string>> = {
  period: "period",
  month: "period",
  year: "period",
  redeemed: "redeemed",
  redemptions: "redeemed",
  used: "redeemed",
  expected: "expectedRedemptions",
  expectedredemptions: "expectedRedemptions",
  remote: "remote",
  reloaded: "reloaded",
  refunded: "refunded",
  expired: "expired",
  breakage: "expectedBreakageRate",
  breakagerate: "expectedBreakageRate",
  states: "escheatableShare",
  escheat: "escheatableShare",
};
const shares = new Set(["expectedBreakageRate", "escheatableShare"]);

/**
 * The first line names the columns; cells stand between tabs, semicolons or commas. Empty cells are left out, shares are per
 * cents, `remote` is anything that is written there but no or 0. A line without a name for its period has its number.
 */
export function periodsOfText(text: string): TextPeriods {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const separator = separatorOf(lines[0] ?? "");
  const names = (lines[0] ?? "").split(separator).map((name) => name.trim());
  const fields = names.map((name) => columns[name.toLowerCase().replace(/[^a-z]/g, "")] ?? null);
  const problems: TextProblem[] = [];
  for (const [i, field] of fields.entries()) {
    const name = names[i] ?? "";
    if (field === null) problems.push({ kind: "column", name });
    else if (fields.indexOf(field) < i) problems.push({ kind: "twice", name });
  }
  if (!fields.includes("redeemed")) problems.push({ kind: "head" });
  if (lines.length < 2) problems.push({ kind: "none" });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    periods: lines.slice(1).map((line, i) => {
      const cells = line.split(separator).map((cell) => cell.trim());
      const known = fields.flatMap((field, k): [string, string | boolean][] => {
        const cell = cells[k] ?? "";
        return field === null || cell === "" ? [] : [[field, cellValue(field, cell)]];
      });
      return { period: String(i + 1), redeemed: "0", ...Object.fromEntries(known) };
    }),
  };
}

/** A comma may stand inside amounts where tabs or semicolons part them. */
const separatorOf = (head: string) => (head.includes("\t") ? "\t" : head.includes(";") ? ";" : ",");

function cellValue(field: string, cell: string): string | boolean {
  if (field === "remote") return !/^(no|n|false|0)$/i.test(cell);
  if (field === "period") return cell;
  return shares.has(field) ? shareOfPercent(cell) : plainAmount(cell);
}

/** Commas between thousands go; any other is left, because nobody can say whether it parts thousands or decimals. */
export function plainAmount(cell: string): string {
  const text = cell.replace(/[\s'’$€£]/g, "");
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
}

/** A per cent as it is typed, as a decimal share: `12.5` is `0.125`. What is no plain number stays as it is, to be refused by name. */
export function shareOfPercent(percent: string): string {
  const text = percent.trim().replace(/\s*%$/, "").replace(",", ".");
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, whole = "", decimals = ""] = match;
  const digits = whole.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${decimals}`;
}

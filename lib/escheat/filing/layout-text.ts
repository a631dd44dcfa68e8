import { type CsvProblem, csvRecords } from "@/lib/breakage/triangle/csv-records";
import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-filing";
import { layoutProblems } from "../report-file/naupa2/check-layout";
import { type Layout, type LayoutField, layoutFieldSchema } from "../report-file/naupa2/layout";
import { problemSentence } from "../report-file/problem";

/** The columns of a typed-in layout, in the order in which they are shown. */
export const layoutColumns = ["record", "field", "start", "length", "type", "required", "rule"] as const;

/**
 * A layout from what somebody typed or pasted: a header and a line per field, columns parted by commas, semicolons or
 * tabs. A rule with a comma in it stands in quotes.
 * @throws Invalid that names each line that cannot be read, and each field that no record can hold.
 */
export function readLayout(text: string): Layout {
  const records = csvRecords(text);
  if ("message" in records) throw faults([lineText(records)]);
  const [head, ...rows] = records;
  const names = head?.cells.map((name) => name.toLowerCase()) ?? [];
  const missing = layoutColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw faults([t("filing.layout.columns", { missing: missing.join(", ") })]);
  const problems: string[] = [];
  const layout = rows.flatMap(({ line, cells }): LayoutField[] => {
    const parsed = layoutFieldSchema.safeParse(
      Object.fromEntries(layoutColumns.map((column) => [column, cells[names.indexOf(column)] ?? ""])),
    );
    if (parsed.success) return [parsed.data];
    const why = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    problems.push(lineText({ line, message: why }));
    return [];
  });
  if (problems.length === 0 && layout.length === 0) problems.push(t("filing.layout.empty"));
  if (problems.length === 0) problems.push(...layoutProblems(layout).map(problemSentence));
  if (problems.length > 0) throw faults(problems);
  return layout;
}

const lineText = ({ line, message }: Pick<CsvProblem, "line" | "message">): string =>
  t("filing.layout.line", { number: line, why: message });

const most = 20;

function faults(problems: readonly string[]): Invalid {
  const more = problems.length > most ? [t("filing.layout.more", { count: problems.length - most })] : [];
  return new Invalid(t("filing.layout.refused"), {
    status: 422,
    fields: { text: [...problems.slice(0, most), ...more].join(" ") },
  });
}

/** The layout as it can be typed in again. */
export function layoutText(layout: Layout): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = layout.map(({ record, field, start, length, type, required, rule }) =>
    [record, field, start, length, type, required ? "yes" : "no", rule].map((cell) => quoted(String(cell))).join(","),
  );
  return [layoutColumns.join(","), ...rows, ""].join("\n");
}

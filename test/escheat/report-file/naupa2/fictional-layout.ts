import type { Layout, LayoutField, Naupa2Record } from "@/lib/escheat/report-file/naupa2/layout";

/**
 * A layout made up for the tests. Its fields, their order, places and lengths are NOT those of the NAUPA II standard,
 * which we do not have; a file made with it is of no use to anybody.
 */
type Row = readonly [field: string, length: number, type: "N" | "C", rule: string, required?: boolean];

/** Fields one after another from byte 2, with a byte between them that belongs to none. */
function fields(record: Naupa2Record, rows: readonly Row[]): LayoutField[] {
  let start = 2;
  return rows.map(([field, length, type, rule, required = false]) => {
    const placed = { record, field, start, length, type, rule, required };
    start += length + 1;
    return placed;
  });
}

const amounts: readonly Row[] = ["reported", "deducted", "advertised", "added", "deleted", "remitted"].map((name) => [
  `X-${name.toUpperCase()}`,
  10,
  "N",
  `amount ${name}`,
]);

const owner: readonly Row[] = [
  ["X-SEQ", 6, "N", "sequence", true],
  ["X-KIND", 2, "C", "owner type", true],
  ["X-LAST", 30, "C", "owner last name", true],
  ["X-FIRST", 20, "C", "owner first name"],
  ["X-STREET", 30, "C", "owner address 1"],
  ["X-ZIP", 9, "C", "owner postal code"],
  ["X-RELATION", 2, "C", "relationship", true],
];

export const layout: Layout = [
  ...fields("HOLDER", [
    ["X-STATE", 2, "C", "report state", true],
    ["X-NAME", 30, "C", "holder name", true],
    ["X-FEIN", 9, "N", "holder tax number", true],
    ["X-YEAR", 4, "N", "report year", true],
    ["X-CUT-OFF", 8, "N", "as-of date as YYYYMMDD", true],
    ["X-MARK", 3, "C", "constant ABC"],
    ["X-SPARE", 4, "N", "blank"],
  ]),
  ...fields("PROPERTY", [
    ...owner,
    ["X-CODE", 4, "C", "property code", true],
    ["X-ACCOUNT", 20, "C", "account", true],
    ["X-LAST-SEEN", 6, "N", "last activity as MMDDYY", true],
    ["X-LETTER", 8, "N", "first letter as MMDDYYYY"],
    ...amounts,
  ]),
  ...fields("PROPADD", owner),
  ...fields("SUMINFO", [
    ["X-COUNT", 6, "N", "properties", true],
    ["X-OWNERS", 6, "N", "owners", true],
    ["X-RECORDS", 6, "N", "records", true],
    ...amounts,
  ]),
];

/** The layout with one field of it changed. */
export function withField(record: Naupa2Record, field: string, change: Partial<LayoutField>): Layout {
  return layout.map((one) => (one.record === record && one.field === field ? { ...one, ...change } : one));
}

export const withoutRecord = (record: Naupa2Record): Layout => layout.filter((one) => one.record !== record);

/** What stands in a field of a record. */
export function fieldOf(line: string, record: Naupa2Record, field: string): string {
  const found = layout.find((one) => one.record === record && one.field === field);
  if (!found) throw new Error(`no field ${field}`);
  return line.slice(found.start - 1, found.start - 1 + found.length);
}

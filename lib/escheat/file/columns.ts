import type { CsvProblem, CsvRecord } from "@/lib/breakage/triangle/csv-records";

/** Columns that a file of cards must have, though most cells may be empty: what nobody knows is said to be unknown. */
export const neededColumns = [
  "card",
  "sold_on",
  "last_activity_on",
  "owner_state",
  "owner_zip",
  "incorporation_state",
  "sold_state",
  "has_expiry",
  "expires_on",
  "has_fees",
  "cash_redeemable",
  "open_loop",
  "issuer_type",
  "promotional",
  "merchandise_only",
  "face",
  "balance",
  "currency",
] as const;

/**
 * Columns that it may have. `last_activity_on` is the last thing the owner did, of whatever kind; where the law counts
 * one kind and not another, the kinds need columns of their own. An exemption for cards or issuers out of the ordinary
 * is claimed in its column.
 */
export const furtherColumns = [
  "last_load_on",
  "last_use_on",
  "last_enquiry_on",
  "last_contact_on",
  "owner_country",
  "paper",
  "small_issuer",
  "sold_to_charity",
  "event_admission",
  "prepaid_calling",
] as const;

export type ColumnName = (typeof neededColumns)[number] | (typeof furtherColumns)[number];

const all: readonly ColumnName[] = [...neededColumns, ...furtherColumns];

/** Where each column stands; a column that is unknown, missing or there twice is a problem. */
export function columnPlaces({ line, cells }: CsvRecord, problems: CsvProblem[]): ReadonlyMap<ColumnName, number> {
  const places = new Map<ColumnName, number>();
  for (const [place, title] of cells.entries()) {
    const name = all.find((column) => column === title.toLowerCase());
    const column = place + 1;
    if (name === undefined) {
      const message = title === "" ? "the column has no name" : `there is no column "${title}"; ${offered}`;
      problems.push({ line, column, message });
    } else if (places.has(name)) {
      problems.push({ line, column, message: `the column ${name} stands here a second time` });
    } else places.set(name, place);
  }
  for (const name of neededColumns.filter((needed) => !places.has(needed))) {
    problems.push({ line, column: null, message: `the header has no column ${name}` });
  }
  return places;
}

const offered = `there may be ${furtherColumns.join(", ")}, and there must be ${neededColumns.join(", ")}`;

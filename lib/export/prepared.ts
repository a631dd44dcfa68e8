import type { PassThrough } from "node:stream";
import type { Address } from "@/lib/address";
import type { Permission } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import { csvPieces } from "./csv";
import type { ExportTable } from "./table";
import { xlsxStream } from "./xlsx";

/** A table ready to be written, its rows' type forgotten: the handler only needs its name, its size and its two forms. */
export type Prepared = {
  readonly name: string;
  readonly count: number;
  readonly csv: () => AsyncGenerator<string>;
  readonly xlsx: () => PassThrough;
};

export function prepare<Row>(table: ExportTable<Row>): Prepared {
  return { name: table.name, count: table.count, csv: () => csvPieces(table), xlsx: () => xlsxStream(table) };
}

/** One exportable table: who may have it, and how the page's own address becomes its rows. */
export type ExportSource = {
  readonly permission: Permission;
  readonly prepare: (scope: Scope, address: Address) => Promise<Prepared>;
};

export async function* onePortion<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

/** What stands on one page is at most this long: short lists, read at once, and never cut. */
export const wholeList = 1_000_000;

/**
 * Small enough that a few of them at once, as the database gives them, as they are shown and as they are written, are no
 * memory to speak of.
 */
export const portionRows = 5_000;

/** Where every page reads the whole list anew for its sums: fewer pages, each with more rows. */
export const dearPortionRows = 20_000;

type Page<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null };

/** Walks a list by its own cursor; the first page has been read already, because its totals stand in the file's head. */
export async function* walk<Row>(page: Page<Row>, next: (cursor: string) => Promise<Page<Row>>) {
  while (true) {
    yield page.rows;
    const { nextCursor } = page;
    if (nextCursor === null) return;
    // What was written is let go before the next is read: two portions need not stand side by side.
    page = { rows: [], nextCursor };
    page = await next(nextCursor);
  }
}

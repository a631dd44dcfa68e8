const ROWS_PER_PAGE = 100;

export type PageOfRows<Row> = {
  readonly rows: readonly Row[];
  /** Places of the first and the last row of the page, from 1. */
  readonly from: number;
  readonly to: number;
  readonly pages: number;
  readonly previous: number | null;
  readonly next: number | null;
};

/** The page that an address names, from 1; the last one where it names one beyond, the first where it names none. */
export function pageOf<Row>(rows: readonly Row[], asked: string | undefined, perPage = ROWS_PER_PAGE): PageOfRows<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Math.min(pages, Math.max(1, Number.parseInt(asked ?? "1", 10) || 1));
  const start = (page - 1) * perPage;
  const shown = rows.slice(start, start + perPage);
  return {
    rows: shown,
    from: start + 1,
    to: start + shown.length,
    pages,
    previous: page > 1 ? page - 1 : null,
    next: page < pages ? page + 1 : null,
  };
}

import type { Place } from "../row/parse";

/** Columns that hold something and that no field is read from. What lies beyond the header's names has no name to be told by. */
export class UnusedColumns {
  private readonly isDone: boolean[] = [];
  private readonly found: number[] = [];

  constructor(
    places: readonly Pick<Place, "index">[],
    private readonly header: readonly string[] | null,
  ) {
    for (const { index } of places) if (index >= 0) this.isDone[index] = true;
  }

  add(cells: readonly string[]): void {
    const most = this.header ? Math.min(cells.length, this.header.length) : cells.length;
    for (let at = 0; at < most; at++) {
      if (this.isDone[at] || (cells[at] ?? "").trim() === "") continue;
      this.isDone[at] = true;
      this.found.push(at);
    }
  }

  /** Each by place and, where there is one, by name, as problems name columns. */
  names(): string[] {
    const name = (at: number) => this.header?.[at]?.trim() ?? "";
    return this.found.sort((a, b) => a - b).map((at) => (name(at) === "" ? `${at + 1}` : `${at + 1} (${name(at)})`));
  }
}

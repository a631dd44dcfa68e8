/**
 * Spreadsheets run a cell that begins with one of these, and some split a cell at a quote or a separator first. Such
 * text gets an apostrophe in front of it; runs of apostrophes grow by one, so that every text comes back as it was.
 */
const dangerous = /(?<=^|[,;\t|"\r\n])(?='*[=+\-@\t\r\n])/g;
const neutralised = /(?<=^|[,;\t|"\r\n])'(?='*[=+\-@\t\r\n])/g;

export function neutralise(text: string): string {
  return text.replace(dangerous, "'");
}

/** The original of a neutralised text. */
export function restore(text: string): string {
  return text.replace(neutralised, "");
}

/** What a cell of any file says: the original where an export of ours has neutralised it, else the cell, apostrophes and all. */
export function originalOf(cell: string): string {
  if (!cell.includes("'")) return cell;
  const original = restore(cell);
  return neutralise(original) === cell ? original : cell;
}

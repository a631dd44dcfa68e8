/** J and K walk through the rows of the lists on the page, by moving the focus to each row's own link, or to the row. */

export const listRow = "data-list-row";

export function moveInList(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(`[${listRow}]`)];
  if (rows.length === 0) return false;
  const focused = document.activeElement?.closest(`[${listRow}]`);
  const from = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
  const next = from < 0 ? (step === 1 ? 0 : rows.length - 1) : from + step;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  if (row) focusOn(row);
  return true;
}

/** A row that leads nowhere takes the focus itself, so that the walk goes on behind it: it does once it has a tab index. */
function focusOn(row: HTMLElement): void {
  const ways = [...row.querySelectorAll<HTMLElement>("a, button:enabled")];
  const target = ways.find((way) => way.checkVisibility()) ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}

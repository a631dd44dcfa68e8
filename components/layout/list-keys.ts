/** J and K walk through the rows of the first list on the page, by moving the focus to each row's own link. */

export const listRow = "data-list-row";

export function moveInList(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(`[${listRow}]`)];
  if (rows.length === 0) return false;
  const focused = document.activeElement?.closest(`[${listRow}]`);
  const from = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
  const next = from < 0 ? (step === 1 ? 0 : rows.length - 1) : from + step;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  const target = row?.querySelector<HTMLElement>("a, button") ?? row;
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return true;
}

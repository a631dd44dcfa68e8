/** A table of the open page that can be had as a file, by the words that stand above it. */
export type PageExport = { readonly table: string; readonly title: string };

/** Found where the page shows its menus: what it does not offer with the mouse, the palette does not offer either. */
export function exportsOfPage(): PageExport[] {
  return [...document.querySelectorAll<HTMLElement>("[data-export]")].map((menu) => ({
    table: menu.dataset.export ?? "",
    title: (menu.closest("section")?.querySelector("h2") ?? document.querySelector("h1"))?.textContent ?? "",
  }));
}

/** As a press on the menu's own line would have it. */
export function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

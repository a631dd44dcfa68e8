/** What a page shows as figures and where they lead, and what the lists that they lead to add up to. Read from the answers themselves. */
import type { Page } from "@playwright/test";
import { cents } from "./tables";

export type FoundFigure = {
  /** The key of its column, or `head` for one by itself. */
  readonly key: string;
  /** The caption of its table, or what the figure by itself is called. */
  readonly place: string;
  readonly isFoot: boolean;
  readonly text: string;
  /** Null: it leads nowhere. */
  readonly href: string | null;
};

/** A list that was opened: what stands at its foot by the key of the column, and what it says in words. */
export type OpenedList = {
  readonly feet: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: Readonly<Record<string, number>>;
  readonly text: string;
};

/** The page as it is sent, with the parts that come later in their places, where a script would put them. */
async function htmlOf(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address);
  if (!answer.ok()) throw new Error(`${answer.status()} for ${address}`);
  return page.evaluate(
    (html) => {
      const sent = new DOMParser().parseFromString(html, "text/html");
      for (const script of sent.querySelectorAll("script")) script.remove();
      let place = sent.querySelector("template[id^='P:']");
      while (place) {
        const part = sent.getElementById(place.id.replace("P:", "S:"));
        place.replaceWith(...(part?.childNodes ?? []));
        part?.remove();
        place = sent.querySelector("template[id^='P:']");
      }
      return sent.documentElement.outerHTML;
    },
    await answer.text(),
  );
}

/** Every amount and number in tables, and every figure that stands by itself; rates and dates are none. */
export async function figuresOf(page: Page, address: string): Promise<FoundFigure[]> {
  return page.evaluate(
    (html) => {
      const shown = new DOMParser().parseFromString(html, "text/html");
      const isAmount = (text: string) => /^[-−]?[^\d\s%]{0,3}\d[\d,]*(\.\d+)?$/.test(text);
      const tables = [...shown.querySelectorAll("table")].flatMap((table) => {
        const place = table.querySelector("caption")?.textContent ?? "";
        return [...table.querySelectorAll("[data-column]")].flatMap((cell) => {
          const link = cell.querySelector("a[data-figure]");
          const text = (link ?? cell).textContent?.trim() ?? "";
          if (!link && !isAmount(text)) return [];
          const key = cell.getAttribute("data-column") ?? "";
          return [
            { key, place, isFoot: cell.closest("tfoot") !== null, text, href: link?.getAttribute("href") ?? null },
          ];
        });
      });
      const heads = [...shown.querySelectorAll("[data-figure=head]")].map((value) => ({
        key: "head",
        place: value.closest("div")?.querySelector("h2, dt")?.textContent ?? "",
        isFoot: false,
        text: value.textContent ?? "",
        href: value.getAttribute("href"),
      }));
      return [...tables, ...heads];
    },
    await htmlOf(page, address),
  );
}

export async function listAt(page: Page, address: string): Promise<OpenedList> {
  return page.evaluate(
    (html) => {
      const shown = new DOMParser().parseFromString(html, "text/html");
      const tables = [...shown.querySelectorAll("table")];
      const named = <T>(read: (table: HTMLTableElement) => T) =>
        Object.fromEntries(tables.map((table) => [table.querySelector("caption")?.textContent ?? "", read(table)]));
      const feetOf = (table: HTMLTableElement) =>
        Object.fromEntries(
          [...table.querySelectorAll("tfoot [data-column]")].map((cell) => [
            cell.getAttribute("data-column") ?? "",
            cell.textContent ?? "",
          ]),
        );
      return {
        feet: named(feetOf),
        rows: named((table) => table.querySelectorAll("tbody tr").length),
        text: shown.body.textContent ?? "",
      };
    },
    await htmlOf(page, address),
  );
}

export const amountOf = (text: string): number => cents(text.replace("−", "-"));

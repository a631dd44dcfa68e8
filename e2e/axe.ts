import fs from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and axe's own best practices. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };
/** What the script leaves in the page. */
type Axe = {
  axe: {
    configure: (spec: object) => void;
    run: (root: Document, options: object) => Promise<{ violations: Violation[] }>;
  };
};

/** The rules that look at colours. All others judge structure, names, sizes and places. */
const colourRules = ["color-contrast", "link-in-text-block"];

const REPEATS = "data-repeats";

/**
 * Marks what lies in cells that have, element by element, the colours and letters of another cell of the same part of the
 * table: contrast is worked out of these alone, which for thousands of cells is most of what axe does.
 */
const markRepeats = (page: Page) =>
  page.evaluate((mark) => {
    const looksOf = (element: Element) => {
      const style = getComputedStyle(element);
      const { color, backgroundColor, backgroundImage, opacity, display, visibility, position } = style;
      const saysSomething = [...element.childNodes].some((child) => child instanceof Text && child.data.trim());
      const looks = [color, backgroundColor, backgroundImage, opacity, display, visibility, position];
      return [element.tagName, ...looks, style.fontSize, style.fontWeight, style.textShadow, saysSomething].join();
    };
    for (const part of document.querySelectorAll("tbody")) {
      const seen = new Set<string>();
      for (const row of part.rows) {
        const around = looksOf(row);
        for (const cell of row.cells) {
          const inside = [cell, ...cell.querySelectorAll("*")];
          const looks = [around, ...inside.map(looksOf)].join("|");
          for (const element of inside) element.toggleAttribute(mark, seen.has(looks));
          seen.add(looks);
        }
      }
    }
  }, REPEATS);

/**
 * Nothing on the page is out of reach. Says which rule and where, so that a failure can be mended from its text. Asked again
 * of a page on which since then nothing but colours has changed, as in another theme, it asks the rules about colours alone.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(source);
    const rules = [{ id: "color-contrast", selector: `*:not([${REPEATS}])` }];
    await page.evaluate((rules) => (window as unknown as Axe).axe.configure({ rules }), rules);
  }
  await markRepeats(page);
  const violations = await page.evaluate(
    async ({ tags, colourRules, mark }) => {
      const seen = window as unknown as Axe & { withoutFault?: string };
      // What stands on the page but for colours: elements with all they say of themselves, where they are and whether shown.
      // Icons have no name and no place of their own; one button shows a moon by day and a sun by night.
      const here = [...document.querySelectorAll("*:not(.tabler-icon, .tabler-icon *)")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { display, visibility, opacity, overflowX, overflowY, fontSize, fontWeight } = getComputedStyle(element);
        return [x, y, width, height, display, visibility, opacity, overflowX, overflowY, fontSize, fontWeight].join();
      });
      const whole = document.documentElement.outerHTML.replace(/data-mantine-color-scheme="\w+"/, "");
      const html = whole.replaceAll(` ${mark}=""`, "");
      const present = `${html}\n${here.join("\n")}`;
      const runOnly = seen.withoutFault === present ? colourRules : tags;
      // Every rule is applied; what has passed is not written down element by element.
      const { violations } = await seen.axe.run(document, { runOnly, resultTypes: ["violations"] });
      seen.withoutFault = violations.length === 0 ? present : undefined;
      return violations;
    },
    { tags, colourRules, mark: REPEATS },
  );
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(" | ")}`);
  expect(told, `axe at ${page.url()}`).toEqual([]);
}

/** Whatever takes the keyboard's focus or is said to be something one presses. */
const TARGETS = [
  "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls]",
  "[tabindex]:not([tabindex='-1']), [contenteditable]:not([contenteditable='false'])",
  ..."button link checkbox radio switch tab option treeitem menuitem menuitemcheckbox menuitemradio slider spinbutton textbox searchbox combobox"
    .split(" ")
    .map((role) => `[role="${role}"]`),
].join(", ");

/**
 * UX-11: whatever can be pressed or focused is at least 24 by 24 pixels. Of the exceptions of WCAG 2.5.8 one is taken: a link
 * among the words of a sentence, whose height is that of its line. What is hidden, or one pixel large for those who listen
 * instead of looking, nobody meets with a finger.
 */
export async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate((targets) => {
    // Only words make a sentence: neither another link beside it nor the rest of a table's cell.
    const isInSentence = (element: HTMLElement) => {
      const isInline = (one: Element) => getComputedStyle(one).display === "inline";
      if (!isInline(element) || element.closest("td, th")) return false;
      let around: Element = element;
      while (around.parentElement && isInline(around)) around = around.parentElement;
      const words = around.cloneNode(true) as Element;
      for (const pressed of words.querySelectorAll("a, button")) pressed.remove();
      return /\p{L}/u.test(words.textContent);
    };
    return [...document.querySelectorAll<HTMLElement>(targets)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]"))
      .filter((element) => !isInSentence(element))
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && (width < 23.5 || height < 23.5);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  }, TARGETS);
  expect(small, `targets below 24 px at ${page.url()}`).toEqual([]);
}

/** A chart takes a new width of the window a moment later than the page. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over, `sideways scroll at ${page.url()}`).toBeLessThanOrEqual(0);
}

/** The page as it stands, made as narrow as a phone for the time being. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  if (before) await page.setViewportSize(before);
}

/**
 * Light and dark on a page that is loaded once. Begins with the theme it was loaded in, so that of pages visited one after
 * another each second one was loaded in the dark; that a page looks the same either way is shown in accessible.spec.ts.
 */
export async function inBothThemes(page: Page, check: (theme: "light" | "dark") => Promise<void>): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  for (const colorScheme of isDark ? (["dark", "light"] as const) : (["light", "dark"] as const)) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    await endOfTransitions(page);
    await check(colorScheme);
  }
}

/** A colour that is still changing would be judged half-way. */
async function endOfTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(passing.map((one) => one.finished));
  });
}

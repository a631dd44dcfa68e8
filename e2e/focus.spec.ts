import type { Page } from "@playwright/test";
import { expect, open, test } from "./fixtures";

/** Walks by one key until the focus has left the page's own part, and says of what it came to which nobody could see. */
async function hiddenOnTheWay(page: Page, key: "Tab" | "Shift+Tab"): Promise<{ steps: number; hidden: string[] }> {
  const hidden: string[] = [];
  for (let steps = 0; ; steps++) {
    await page.keyboard.press(key);
    const said = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement || focused instanceof SVGElement) || !focused.closest("main")) return null;
      // WCAG 2.4.11: some of it can be seen. Its corners and its middle are looked at, line by line where it runs over several.
      const places = [...focused.getClientRects()].flatMap(({ left, right, top, bottom }) => [
        [(left + right) / 2, (top + bottom) / 2],
        ...[left + 2, right - 2].flatMap((x) => [top + 2, bottom - 2].map((y) => [x, y])),
      ]);
      const isSeen = places.some(([x = -1, y = -1]) => {
        const found = document.elementFromPoint(x, y);
        return (
          found !== null && (focused.contains(found) || (found.contains(focused) && found.closest("main") !== null))
        );
      });
      return isSeen ? "" : focused.outerHTML.slice(0, 120);
    });
    if (said === null) return { steps, hidden };
    if (said !== "") hidden.push(said);
  }
}

/** As far down as it goes, so that walking back brings everything in under the bar at the top. */
async function fromTheEnd(page: Page): Promise<void> {
  await page.locator("main").evaluate((main) => {
    const last = document.createElement("button");
    last.textContent = "last";
    main.append(last);
    last.focus();
  });
}

for (const [device, width, height] of [
  ["at a desk", 1280, 900],
  ["on a phone", 390, 844],
] as const) {
  test(`what has the focus is never hidden by what stays at the top of a long page, ${device}`, async ({
    admin: page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await open(page, "/issuer/cards?asOf=2026-10-31");
    await page.locator("main").focus();
    const down = await hiddenOnTheWay(page, "Tab");
    expect(down.hidden).toEqual([]);
    expect(down.steps).toBeGreaterThan(50);
    await fromTheEnd(page);
    expect((await hiddenOnTheWay(page, "Shift+Tab")).hidden).toEqual([]);

    // Without the room that is kept for the bar it would be hidden: the walk would find it.
    await page.evaluate(() => document.documentElement.style.setProperty("scroll-padding-top", "0"));
    await fromTheEnd(page);
    expect((await hiddenOnTheWay(page, "Shift+Tab")).hidden).not.toEqual([]);
  });
}

import type { Browser, Page } from "@playwright/test";
import { type Bench, type Finding, finding } from "./bench";
import { alone, median } from "./pairs";
import { isBuilt, PageServer } from "./server";

const CARDS = 30_000;
const TIMES = 5;
const SLOWER = 4;
const SCREENS = [
  "overview",
  "breakage",
  "insights",
  "cards",
  "customers",
  "forecast",
  "escheat",
  "accounting",
  "imports",
];

/** What section 0 of the demands says of pages, on the demo's own data with a processor four times slower. */
const demands = { lcp: 1_200, inp: 100, cls: 0.02 } as const;
type Vital = keyof typeof demands;
const words: Record<Vital, string> = {
  lcp: "largest paint in ms",
  inp: "longest of the answers to what was pressed in ms",
  cls: "shift of what had been drawn",
};

export const vitalsBench: Bench = {
  id: "U2",
  summary: "what a browser on a processor four times slower sees of each page: largest paint, answer to a press, shift",
  async run({ shop, scale, log }) {
    const browser = await startBrowser();
    if (!isBuilt() || browser === null) {
      log("U2 needs a production build and a browser: run npm start or npx next build, and set CHROME_PATH. Left out.");
      await browser?.close();
      return [];
    }
    const database = await shop.seeded(Math.round(CARDS * scale));
    const server = await PageServer.start(database);
    try {
      const findings: Finding[] = [];
      for (const screen of SCREENS) {
        const seen: Record<Vital, number>[] = [];
        for (let i = 0; i < TIMES; i += 1) seen.push(await look(browser, server, `/issuer/${screen}?issuer=DEMO`));
        for (const vital of Object.keys(demands) as Vital[]) {
          const most = demands[vital];
          const all = seen.map((one) => one[vital]);
          const measured = alone(median(all));
          findings.push(
            finding(`${screen}: ${words[vital]}`, `at most ${most}`, measured, (value) => value <= most, { all }),
          );
        }
      }
      return findings;
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

/** Null where none is installed: a server that runs the product has neither browser nor the library that drives it. */
async function startBrowser(): Promise<Browser | null> {
  const library = "@playwright/test";
  try {
    const { chromium } = (await import(library)) as typeof import("@playwright/test");
    const executablePath = process.env.CHROME_PATH || undefined;
    return await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  } catch {
    return null;
  }
}

/** One visit with nothing kept, then five keys and presses as somebody does who looks around. */
async function look(browser: Browser, server: PageServer, address: string): Promise<Record<Vital, number>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await context.addCookies([{ name: "breakwater.session", value: server.token, url: server.origin }]);
    const page = await context.newPage();
    const devices = await context.newCDPSession(page);
    await devices.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript(observe);
    await page.goto(server.origin + address);
    await page.locator("body[data-ready]").waitFor();
    await page.waitForLoadState("networkidle");
    await press(page);
    const seen = await page.evaluate(() => (globalThis as unknown as { vitals: Record<Vital, number> }).vitals);
    // Every page paints, and no press is answered within nothing: zero is what was not measured.
    if (seen.lcp === 0 || seen.inp === 0) throw new Error(`Nothing was measured of ${address}.`);
    return seen;
  } finally {
    await context.close();
  }
}

/** The palette is opened, asked, and closed; the focus moves on. */
async function press(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  // As fast as somebody who types 120 words a minute.
  await page.keyboard.type("forecast", { delay: 100 });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("Tab");
  // Times of events are told a moment after them.
  await page.waitForTimeout(500);
}

type Entry = PerformanceEntry & { value?: number; hadRecentInput?: boolean; interactionId?: number };

/**
 * Runs in the page before anything of it does. Sums and maxima as web.dev/articles/vitals defines them, of one visit. No
 * function in it has a name: what runs TypeScript as it stands calls a helper for those that have, and the page has none.
 */
function observe(): void {
  const vitals = { lcp: 0, inp: 0, cls: 0 };
  (globalThis as unknown as { vitals: typeof vitals }).vitals = vitals;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) vitals.lcp = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value = 0, hadRecentInput } of list.getEntries() as Entry[]) if (!hadRecentInput) vitals.cls += value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration, interactionId = 0 } of list.getEntries() as Entry[])
      if (interactionId > 0) vitals.inp = Math.max(vitals.inp, duration);
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}

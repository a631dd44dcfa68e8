import { defineConfig, devices } from "@playwright/test";

/** Started by lib/setup/test.mjs, which builds, serves and fills what these tests look at: `npm test -- e2e [pattern]`. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  // As many as there are processors: a third browser made every page slower, and all of them together no sooner ready.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A bound for what hangs, on a machine that does a dozen things beside.
  timeout: 120_000,
  // A test that passes only the second time is listed as flaky, to be mended, but does not fail the run.
  retries: 1,
  // As long as an action: how soon a page answers beside all other tests is no one's guarantee.
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env.BASE_URL,
    // Some tests may take minutes; waiting for one button may not.
    actionTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    locale: "en-US",
    // Far from the issuer's zone and from the server's: a civil date that slips by a day is seen.
    timezoneId: "Asia/Tokyo",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1280, height: 900 },
        launchOptions: { executablePath: process.env.CHROME_PATH || undefined },
      },
    },
  ],
});

// A Chromium for the browser tests: one of the system's, else Playwright's own download, else Debian's package. One without
// windows comes before one with: it does the same for a page at half the work.
//   node lib/setup/browser.mjs      prints where it is
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ensurePackages } from "./packages.mjs";
import { fail, isMain, ROOT, SetupError, say } from "./project.mjs";

const WINDOWLESS = ["chromium-headless-shell", "chrome-headless-shell"];
const WINDOWED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export async function ensureBrowser() {
  const found = firstThatRuns([process.env.CHROME_PATH, ...onPath(WINDOWLESS)]) ?? (await ofPlaywright());
  if (found) return found;
  const windowed = firstThatRuns([...onPath(WINDOWED), ...MAC]);
  // Beside Debian's own, the small one is a matter of seconds, once.
  if (windowed) return (isDebians(windowed) && aptInstall(WINDOWLESS[0])) || windowed;
  say("Downloading a browser for the tests ...");
  if (playwrightInstall()) {
    const downloaded = await ofPlaywright();
    if (downloaded) return downloaded;
  }
  const installed = aptInstall(WINDOWLESS[0]) ?? aptInstall(WINDOWED[0]);
  if (installed) return installed;
  throw new SetupError(
    "The browser tests need Chromium, and it could neither be found, downloaded nor installed. Install it, or set CHROME_PATH.",
  );
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

const firstThatRuns = (files) => files.find((file) => file && runs(file)) ?? null;

/** Being there is not enough: on some systems the name is a note saying where else to get it. */
function runs(file) {
  if (!fs.existsSync(file)) return false;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  // The smaller, windowless build lies beside the whole one, under a name of its own.
  const shell = file.replace(/chromium-(\d+)/, "chromium_headless_shell-$1");
  const folder = path.dirname(path.dirname(shell));
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const name = files.find((one) => /(headless_shell|chrome-headless-shell)(\.exe)?$/.test(one));
  return firstThatRuns([name && path.join(folder, name), file]);
}

function playwrightInstall() {
  const cli = path.join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  const { status } = spawnSync(process.execPath, [cli, "install", "--only-shell", "chromium"], {
    stdio: ["ignore", "ignore", "ignore"],
    timeout: 240_000,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000", ...process.env },
  });
  return status === 0;
}

const isDebians = (file) =>
  file === "/usr/bin/chromium" && spawnSync("dpkg", ["-S", file], { stdio: "ignore" }).status === 0;

/** The program of that name after its package of that name was installed; null when it could not be. */
function aptInstall(name) {
  if (process.getuid?.() !== 0) return null;
  say(`Installing Debian's ${name} (apt-get) ...`);
  const options = {
    stdio: ["ignore", "ignore", 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 240_000,
  };
  // Away from the net it gives up soon; and nothing that is there goes for it.
  const apt = (...words) =>
    spawnSync("apt-get", ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-qq", ...words], options);
  apt("update");
  const { status } = apt("install", "-y", "--no-remove", "--no-install-recommends", name);
  return status === 0 ? firstThatRuns(onPath([name])) : null;
}

async function main() {
  await ensurePackages();
  process.stdout.write(`${await ensureBrowser()}\n`);
}

if (isMain(import.meta.url)) await main().catch(fail);

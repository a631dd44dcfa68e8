// A Chromium for the browser tests: one of the system's, else Playwright's own download, else Debian's package.
//   node lib/setup/browser.mjs      prints where it is
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ensurePackages } from "./packages.mjs";
import { fail, isMain, ROOT, SetupError, say } from "./project.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export async function ensureBrowser() {
  const found = onSystem() ?? (await ofPlaywright());
  if (found) return found;
  say("Downloading a browser for the tests ...");
  if (playwrightInstall()) {
    const downloaded = await ofPlaywright();
    if (downloaded) return downloaded;
  }
  if (aptInstall()) {
    const installed = onSystem();
    if (installed) return installed;
  }
  throw new SetupError(
    "The browser tests need Chromium, and it could neither be found, downloaded nor installed. Install it, or set CHROME_PATH.",
  );
}

function onSystem() {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROME_PATH, ...onPath, ...MAC].find((file) => file && runs(file)) ?? null;
}

/** Being there is not enough: on some systems the name is a note saying where else to get it. */
function runs(file) {
  if (!fs.existsSync(file)) return false;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  if (runs(file)) return file;
  // The smaller, windowless build lies beside the whole one, under a name of its own.
  const shell = file.replace(/chromium-(\d+)/, "chromium_headless_shell-$1");
  const folder = path.dirname(path.dirname(shell));
  if (!fs.existsSync(folder)) return null;
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  const name = files.find((one) => /(headless_shell|chrome-headless-shell)(\.exe)?$/.test(one));
  return name && runs(path.join(folder, name)) ? path.join(folder, name) : null;
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

function aptInstall() {
  if (process.getuid?.() !== 0) return false;
  say("Installing Debian's chromium (apt-get) ...");
  const options = { stdio: ["ignore", "ignore", 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  return spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options).status === 0;
}

async function main() {
  await ensurePackages();
  process.stdout.write(`${await ensureBrowser()}\n`);
}

if (isMain(import.meta.url)) await main().catch(fail);

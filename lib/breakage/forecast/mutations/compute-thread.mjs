// A thread does not take over how its process reads TypeScript. Its sources are put together here in one step: read one by
// one through tsx, as those of the process are, they take more than twice as long, in each thread of each forecast.
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const { outputFiles } = buildSync({
  entryPoints: [fileURLToPath(new URL("./compute-thread.ts", import.meta.url))],
  bundle: true,
  platform: "node",
  format: "esm",
  write: false,
  // Else each line of an error's trace would begin with all of it.
  footer: { js: "//# sourceURL=forecast-thread.mjs" },
});
await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

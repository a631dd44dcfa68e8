// A thread does not take over how its process reads TypeScript, so the sources are opened to it here.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL("../../../../tsconfig.json", import.meta.url));
register();
await import("./compute-thread.ts");

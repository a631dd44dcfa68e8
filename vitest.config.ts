import path from "node:path";
import { defineConfig } from "vitest/config";

// An odd zone on purpose: code that forgets to name a time zone gives a wrong day here.
process.env.TZ = "Pacific/Chatham";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

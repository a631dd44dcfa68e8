import path from "node:path";
import { defineConfig } from "vitest/config";

// An odd zone on purpose: code that forgets to name a time zone gives a wrong day here.
process.env.TZ = "Pacific/Chatham";

const shared = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { ...shared, name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/**/*.db.test.ts"] },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: ["test/**/*.db.test.ts"],
          pool: "forks",
          // Each file has its own empty, migrated database; see test/support/own-database.ts.
          setupFiles: ["test/support/own-database.ts"],
        },
      },
    ],
  },
});

import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// An odd zone on purpose: code that forgets to name a time zone gives a wrong day here.
process.env.TZ = "Pacific/Chatham";

/** What waits for a dead process, or asks ten thousand times, comes first: begun last, it would be waited for alone. */
const LONG = /\/(killed|frozen)-[\w-]+\.db\.test\.ts$|\/(fuzz(-\w+)?|http|backup|load)\.db\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const shared = {
  // A bound for what hangs, on a machine that does a dozen things beside.
  testTimeout: 180_000,
  hookTimeout: 240_000,
};

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{db,image}.test.ts"],
          maxWorkers: 2,
          // What they test is pure, and architecture.test.ts holds it to that: files of one worker may share its modules.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: ["test/**/*.db.test.ts"],
          pool: "forks",
          // One more than there are processors: each of them waits for the database, or for a clock, every now and then.
          maxWorkers: 3,
          // Each file has its own modules and its own empty, migrated database; see test/support/own-database.ts.
          isolate: false,
          sequence: { groupOrder: 1 },
          setupFiles: ["test/support/own-database.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "image",
          include: ["test/**/*.image.test.ts"],
          pool: "forks",
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          setupFiles: ["test/support/own-database.ts"],
        },
      },
    ],
  },
});

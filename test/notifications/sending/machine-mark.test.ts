import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { machineMarkIn } from "@/lib/notifications/sending/jobs/machine-mark";

let folder: string;
const made: string[] = [];
const inFile = () => JSON.parse(readFileSync(path.join(folder, "sender.json"), "utf8"));
const mark = (count: number, { identity = "here", epoch = 1 } = {}) => ({ identity, epoch, count });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "breakwater-mark-"));
  made.push(folder);
});
afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true });
});

describe("the mark of a machine", () => {
  it("is there for the next process, and nothing else is left in its folder", () => {
    expect(machineMarkIn(folder).read()).toBeNull();
    machineMarkIn(folder).keep(mark(7));
    expect(machineMarkIn(folder).read()).toEqual(mark(7));
    expect(readdirSync(folder)).toEqual(["sender.json"]);
  });

  it("is never taken back by a process that has come less far than another one beside it", () => {
    const ahead = machineMarkIn(folder);
    const behind = machineMarkIn(folder);
    behind.keep(mark(1));
    ahead.keep(mark(10));
    behind.keep(mark(9));
    expect(inFile()).toEqual(mark(10));
    behind.keep(mark(11));
    expect(inFile()).toEqual(mark(11));
  });

  it("begins anew with another database or another epoch, although that counts from one", () => {
    const one = machineMarkIn(folder);
    one.keep(mark(10));
    one.keep(mark(1, { epoch: 2 }));
    expect(inFile()).toEqual(mark(1, { epoch: 2 }));
    one.keep(mark(1, { identity: "elsewhere", epoch: 2 }));
    expect(inFile()).toEqual(mark(1, { identity: "elsewhere", epoch: 2 }));
  });

  it("is refused at once where nothing can be written, instead of at the first message", () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    expect(() => machineMarkIn(path.join(file, "below"))).toThrow(/^DATA_DIR \(.*\) must be writable/);
  });

  it.each(["", "{", "null", '{"identity":"here","epoch":1}', '{"identity":"here","epoch":1,"count":"7"}'])(
    "that is damaged (%s) is named, with what to do, and is not written over",
    (text) => {
      const file = path.join(folder, "sender.json");
      writeFileSync(file, text);
      const damaged = machineMarkIn(folder);
      const what = `${file} is damaged, and nothing is sent`;
      expect(() => damaged.read()).toThrow(what);
      expect(() => damaged.read()).toThrow("Delete it if this database was not restored");
      expect(() => damaged.keep(mark(8))).toThrow(what);
      expect(readFileSync(file, "utf8")).toBe(text);
    },
  );
});

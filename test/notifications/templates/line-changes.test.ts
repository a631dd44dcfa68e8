import fc from "fast-check";
import { expect, it } from "vitest";
import { lineChanges } from "@/lib/notifications/templates/line-changes";

it("tells what was taken out and what was put in, and leaves the rest alone", () => {
  expect(lineChanges("a\nb\nc", "a\nx\nc\nd")).toEqual([
    { kind: "same", text: "a" },
    { kind: "removed", text: "b" },
    { kind: "added", text: "x" },
    { kind: "same", text: "c" },
    { kind: "added", text: "d" },
  ]);
});

it("gives back both texts, whatever they are", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = lineChanges(before.join("\n"), after.join("\n"));
      const without = (kind: string) => changes.filter((one) => one.kind !== kind).map(({ text }) => text);
      expect(without("added")).toEqual(before);
      expect(without("removed")).toEqual(after);
    }),
  );
});

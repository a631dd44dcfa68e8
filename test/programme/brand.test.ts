import { expect, it } from "vitest";
import { brandInput } from "@/lib/programme/schema";

it("a brand cannot have the code under which cards without a brand are counted", () => {
  const asked = brandInput.safeParse({ name: "Unknown Pleasures", code: " unknown " });
  expect(asked.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
    ["code", '"unknown" stands for cards without a brand. Use another code.'],
  ]);
  expect(brandInput.safeParse({ name: "unknown", code: "unknown-pleasures" }).success).toBe(true);
});

import { describe, expect, test } from "vitest";
import { isPinned } from "@/app/issuer/pinned";
import { screens } from "@/lib/bench/screens";

describe("the screens whose pages are timed", () => {
  test.each(screens.map(({ path }) => path))("%s is the page's own address, and no way to it", (path) => {
    expect(isPinned(Object.fromEntries(new URL(path, "http://localhost").searchParams))).toBe(true);
  });
});

import { expect, it } from "vitest";
import { leavesKnownAtAside } from "@/components/layout/navigation";

it("says of forecasts, escheatment, reminders and approvals that they leave “as known on” aside, and of nothing that follows it", () => {
  for (const path of ["/issuer/forecast", "/issuer/forecast/types/A", "/issuer/escheat/calendar", "/manager/approvals"])
    expect(leavesKnownAtAside(path), path).toBe(true);
  for (const path of [
    "/issuer/overview",
    "/issuer/breakage",
    "/issuer/cards/1",
    "/issuer/accounting",
    "/issuer/forecasts",
  ])
    expect(leavesKnownAtAside(path), path).toBe(false);
});

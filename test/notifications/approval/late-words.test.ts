import { expect, it } from "vitest";
import { lateWords } from "@/lib/notifications/approval/late-words";

const late = { capacity: 50, last: "2026-12-05T15:00:00.000Z" };
const words = (messages: number, beyond: number) => lateWords({ ...late, messages, beyond }, "UTC", "en").join(" ");

it("says of late messages which get a day with room, and for which there is none", () => {
  expect(words(7, 0)).toMatch(
    /^Approved now, up to 7 messages come too late for their moment .* 50 a day, until .*\.$/,
  );
  expect(words(7, 2)).toMatch(/up to 5 messages .* Up to 2 messages go beyond the capacity of 50 a day/);
  expect(words(1, 1)).toMatch(/^Up to 1 message goes beyond the capacity of 50 a day, .* what it is about is lost\.$/);
});

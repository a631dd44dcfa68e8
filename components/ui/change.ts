import { formatChange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import { ratio } from "@/lib/money";
import type { Change } from "./figure";

type Tone = "upIsGood" | "upIsBad" | "neutral";

/** A value against the one before. From nothing there is no ratio, so only the direction is said. */
export function changeOf(
  now: bigint,
  before: bigint | null | undefined,
  write: (value: bigint) => string,
  locale: Locale,
  tone: Tone = "neutral",
): Change | null {
  if (before === null || before === undefined) return null;
  const moved = now - before;
  const direction = moved > 0n ? "up" : moved < 0n ? "down" : "same";
  const share = ratio(moved, before < 0n ? -before : before);
  const text =
    direction === "same" ? t("figure.unchanged") : share === null ? write(moved) : formatChange(share, locale);
  return { text, direction, tone: toneOf(direction, tone), before: write(before) };
}

function toneOf(direction: Change["direction"], tone: Tone): Change["tone"] {
  if (tone === "neutral" || direction === "same") return "neutral";
  return (direction === "up") === (tone === "upIsGood") ? "good" : "bad";
}

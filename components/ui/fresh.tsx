import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import { FreshnessNote } from "./freshness-note";

type Props = { freshness: Freshness; timeZone: string; locale: Locale };

export function Fresh({ freshness, timeZone, locale }: Props) {
  return (
    <FreshnessNote
      dataUntil={freshness.dataUntil}
      loadedAt={freshness.lastBatch?.recordedAt ?? null}
      computedAt={freshness.computedAt}
      timeZone={timeZone}
      locale={locale}
    />
  );
}

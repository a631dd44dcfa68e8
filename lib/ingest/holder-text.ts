import { t } from "@/lib/messages/ingest";
import type { HolderValue } from "./holder-fields";

/** What a field held, in words. */
export function valueText(value: HolderValue): string {
  if (value === null) return t("batch.changesNone");
  if (typeof value === "string") return value;
  return t(value ? "batch.changesYes" : "batch.changesNo");
}

import { t } from "@/lib/messages/notifications-templates";
import { findLocale } from "@/lib/view";

/** A language in words; one that is none of ours by its tag. */
export function languageName(tag: string): string {
  const known = findLocale(tag);
  return known ? t(`templates.language.${known}`) : tag;
}

import { IconBulb } from "@tabler/icons-react";
import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import type { Note } from "@/lib/overview/overview";
import classes from "./overview.module.css";

type Props = { notes: readonly Note[]; currency: string; address: Address; locale: Locale };

/** Things a person should look at, said and not charted. No note is good news and says so. */
export function Notes({ notes, currency, address, locale }: Props) {
  return (
    <Section title={t("notes.title")} flush>
      {notes.length === 0 ? (
        <EmptyState title={t("notes.none")}>{t("notes.noneHint")}</EmptyState>
      ) : (
        <ul>
          {notes.map((note) => (
            <li key={`${note.kind}${note.sentence}`} className={classes.note}>
              <IconBulb size={16} stroke={1.7} aria-hidden />
              <div className={classes.noteText}>
                <p>{note.sentence}</p>
                <p className={classes.noteFacts}>
                  {countOf(note, locale)}, {formatMoney(note.amount, currency, locale)}
                </p>
              </div>
              <Link href={hrefTo(`/issuer/${note.list}`, address, note.filter)} prefetch={false}>
                {t(note.list === "cards" ? "action.openCards" : "action.openEvents")}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function countOf({ cards, redemptions }: Note, locale: Locale): string {
  return cards === null
    ? t("overview.redemptions", { count: formatCount(redemptions ?? 0, locale), n: redemptions ?? 0 })
    : t("overview.cardsSold", { count: formatCount(cards, locale), n: cards });
}

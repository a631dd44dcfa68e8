import { IconBulb } from "@tabler/icons-react";
import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import type { Note, NoteForPerson, SoughtIn } from "@/lib/overview/overview";
import classes from "./overview.module.css";
import { SnoozeButton } from "./snooze-button";

type Shared = { currency: string; address: Address; locale: Locale };
type Props = Shared & { notes: readonly NoteForPerson[]; soughtIn: SoughtIn };

/** Things a person should look at, said and not charted. No note is good news and says so, of what was looked at. */
export function Notes({ notes, soughtIn, ...shared }: Props) {
  const shown = notes.filter(({ snoozedUntil }) => snoozedUntil === null);
  const aside = notes.filter(({ snoozedUntil }) => snoozedUntil !== null);
  return (
    <Section title={t("notes.title")} flush>
      {shown.length === 0 ? (
        <EmptyState title={t(soughtIn === "nothing" ? "notes.unsought" : "notes.none")}>
          {t(`notes.noneHint.${soughtIn}`)}
        </EmptyState>
      ) : (
        <>
          <NoteList notes={shown} {...shared} />
          {soughtIn === "cohorts" ? <p className={classes.unsought}>{t("notes.noCards")}</p> : null}
        </>
      )}
      {aside.length > 0 ? (
        <details className={classes.aside}>
          <summary>{t("notes.snoozed", { count: formatCount(aside.length, shared.locale) })}</summary>
          <NoteList notes={aside} {...shared} />
        </details>
      ) : null}
    </Section>
  );
}

function NoteList({ notes, currency, address, locale }: Omit<Props, "soughtIn">) {
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.cause} className={classes.note}>
          <IconBulb size={16} stroke={1.7} aria-hidden />
          <div className={classes.noteText}>
            <p>{note.sentence}</p>
            <p className={classes.noteFacts}>
              {countOf(note, locale)}, {formatMoney(note.amount, currency, locale)}
              {note.snoozedUntil
                ? `. ${t("notes.snoozed.until", { date: formatDate(note.snoozedUntil, locale) })}`
                : ""}
            </p>
          </div>
          <Link href={hrefTo(`/issuer/${note.list}`, address, note.filter)} prefetch={false}>
            {t(note.list === "cards" ? "action.openCards" : "action.openEvents")}
          </Link>
          <SnoozeButton cause={note.cause} sentence={note.sentence} isSnoozed={note.snoozedUntil !== null} />
        </li>
      ))}
    </ul>
  );
}

function countOf({ cards, redemptions }: Note, locale: Locale): string {
  return cards === null
    ? t("overview.redemptions", { count: formatCount(redemptions ?? 0, locale), n: redemptions ?? 0 })
    : t("overview.cardsSold", { count: formatCount(cards, locale), n: cards });
}

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
                  {t("notes.facts", {
                    count: formatCount(note.cards, locale),
                    n: note.cards,
                    amount: formatMoney(note.amount, currency, locale),
                  })}
                </p>
              </div>
              {Object.keys(note.filter).length > 0 ? (
                <Link href={hrefTo("/issuer/cards", address, note.filter)} prefetch={false}>
                  {t("action.openCards")}
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

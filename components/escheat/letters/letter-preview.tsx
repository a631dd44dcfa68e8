import { Section } from "@/components/ui/section";
import type { CivilDate } from "@/lib/dates";
import { type LetterContent, letterOf } from "@/lib/escheat/filing/letter-record";
import { letterText } from "@/lib/escheat/letter/text";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./letters.module.css";

type Props = { content: LetterContent; on: CivilDate; locale: Locale };

/** A letter word for word as it is printed: nobody can write anything into it. */
export function LetterPreview({ content, on, locale }: Props) {
  const text = letterText(letterOf(content), on);
  return (
    <Section
      title={t("letters.preview", { reference: content.reference })}
      note={t("letters.preview.note", { day: formatDate(on, locale) })}
    >
      <article className={classes.sheet} lang="en">
        <Lines of={text.sender} className={classes.sender} />
        <p>{text.date}</p>
        <p>{text.reference}</p>
        <Lines of={text.recipient} className={classes.recipient} />
        <p className={classes.heading}>{text.heading}</p>
        <p>{text.nature}</p>
        <table className={classes.items}>
          <thead>
            <tr>
              {text.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {text.items.map(([card, activity, value], index) => (
              <tr key={`${index} ${card}`}>
                <td>{card}</td>
                <td>{activity}</td>
                <td>{value}</td>
              </tr>
            ))}
            {text.total ? (
              <tr>
                <th scope="row" colSpan={2}>
                  {text.total[0]}
                </th>
                <td>{text.total[2]}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
        {text.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p>{text.signature}</p>
      </article>
    </Section>
  );
}

function Lines({ of, className }: { of: readonly string[]; className: string | undefined }) {
  return (
    <p className={className}>
      {of.map((line, index) => (
        <span key={`${index} ${line}`}>{line}</span>
      ))}
    </p>
  );
}

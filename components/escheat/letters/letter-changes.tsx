import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "../reports/reports.module.css";

const MOST = 30;

/** The sealed letters beside today: while anything differs, none is issued. */
export function LetterChanges({ changes }: { changes: readonly string[] }) {
  return (
    <Section title={t("letters.changes")} note={t("letters.changes.note")}>
      {changes.length === 0 ? (
        <p>{t("letters.changes.none")}</p>
      ) : (
        <>
          <ul className={classes.changes}>
            {changes.slice(0, MOST).map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
          {changes.length > MOST ? <p>{t("filing.letters.more", { count: changes.length - MOST })}</p> : null}
        </>
      )}
    </Section>
  );
}

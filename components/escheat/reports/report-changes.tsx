import { Section } from "@/components/ui/section";
import type { ReportChange } from "@/lib/escheat/filing/changes";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./reports.module.css";

const MOST = 30;

/** The frozen report beside today: each difference a sentence. */
export function ReportChanges({ changes }: { changes: readonly ReportChange[] }) {
  return (
    <Section title={t("reports.changes")} note={t("reports.changes.note")}>
      {changes.length === 0 ? (
        <p>{t("reports.changes.none")}</p>
      ) : (
        <>
          <ul className={classes.changes}>
            {changes.slice(0, MOST).map(({ kind, card, sentence }) => (
              <li key={`${kind} ${card} ${sentence}`}>{sentence}</li>
            ))}
          </ul>
          {changes.length > MOST ? <p>{t("filing.letters.more", { count: changes.length - MOST })}</p> : null}
        </>
      )}
    </Section>
  );
}

import { t } from "@/lib/messages/notifications-templates";
import type { LintFinding } from "@/lib/notifications/templates/finding";
import classes from "./templates.module.css";

/** What stands in the way, and what somebody who knows the law should look at. */
export function FindingsList({ findings }: { findings: readonly LintFinding[] }) {
  const blocking = findings.filter(({ severity }) => severity === "block");
  const reviews = findings.filter(({ severity }) => severity === "review");
  if (findings.length === 0) return <p className={classes.fine}>{t("templates.checked")}</p>;
  return (
    <div className={classes.findings}>
      {blocking.length > 0 ? (
        <Part title={t("templates.blocks", { count: blocking.length })} findings={blocking} />
      ) : null}
      {reviews.length > 0 ? <Part title={t("templates.reviews")} findings={reviews} /> : null}
    </div>
  );
}

function Part({ title, findings }: { title: string; findings: readonly LintFinding[] }) {
  return (
    <section>
      <p className={classes.heading}>{title}</p>
      <ul className={classes.findings}>
        {findings.map(({ code, field, line, column, rule, severity, text }) => (
          <li key={`${code} ${field} ${line} ${column}`} className={classes.finding} data-severity={severity}>
            {rule === null ? null : <span className={classes.rule}>{rule}</span>}
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { t } from "@/lib/messages/notifications-approval-closer";
import type { ApprovalDetail } from "@/lib/notifications/queries/approval-detail";
import classes from "./approvals.module.css";

/** The words as three people will read them. */
export function MessagePreviews({ detail, language }: { detail: ApprovalDetail; language: string }) {
  const { messages, template, isUnreadable } = detail;
  return (
    <section className={classes.part}>
      <h3>{t("approvals.messages")}</h3>
      <p className={classes.quiet}>{t("approvals.messages.note", { version: template.version })}</p>
      {template.withdrawn ? <p role="alert">{t("approvals.messages.withdrawn")}</p> : null}
      {isUnreadable ? <p role="alert">{t("approvals.messages.unreadable")}</p> : null}
      <div className={classes.letters}>
        {messages.map(({ to, subject, plain }) => (
          <figure key={to} className={classes.letter}>
            <figcaption>{t("approvals.messages.to", { mailbox: to })}</figcaption>
            <div lang={language}>
              {subject ? <p className={classes.subject}>{subject}</p> : null}
              <p className={classes.plain}>{plain}</p>
            </div>
          </figure>
        ))}
      </div>
    </section>
  );
}

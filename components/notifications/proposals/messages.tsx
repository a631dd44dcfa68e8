import { MailFrame } from "@/components/notifications/templates/mail-frame";
import { Section } from "@/components/ui/section";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { BatchDetail } from "@/lib/notifications/queries/batch";
import type { PreviewedMessage } from "@/lib/notifications/queries/batch-preview";
import classes from "./proposals.module.css";

type Props = { batch: BatchDetail; messages: readonly PreviewedMessage[]; locale: Locale };

/** What would be read: three real people's messages, those with the most cards first. */
export function Messages({ batch, messages, locale }: Props) {
  return (
    <div id="messages">
      <Section
        title={t("notify.messages")}
        note={t("notify.messages.note", {
          version: batch.template.version,
          class: t(`notify.class.${batch.messageClass}`),
        })}
      >
        <div className={classes.messages}>
          {messages.map(({ customerId, to, dueAt, timeZone, people, message }) => (
            <article key={customerId} className={classes.message} aria-label={t("notify.messages.to", { to })}>
              <h3>{message?.subject ?? t("notify.messages.fault")}</h3>
              <p className={classes.quiet}>
                {t("notify.messages.to", { to })}
                {people > 1 ? `, ${t("notify.messages.people", { people })}` : ""}
                {dueAt ? `, ${formatInstant(dueAt, timeZone, locale)} (${timeZone})` : ""}
              </p>
              {message === null ? (
                <p>{t("notify.messages.fault.text")}</p>
              ) : message.html === null ? (
                <pre className={classes.plain}>{message.plain}</pre>
              ) : (
                <>
                  <MailFrame html={message.html} title={t("notify.messages.frame", { to })} width="phone" />
                  <details className={classes.why}>
                    <summary>{t("notify.messages.plain")}</summary>
                    <pre className={classes.plain}>{message.plain}</pre>
                  </details>
                </>
              )}
            </article>
          ))}
        </div>
      </Section>
    </div>
  );
}

import { MailFrame } from "@/components/notifications/templates/mail-frame";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/notifications-sending";
import type { ReceivedMail } from "@/lib/notifications/queries/mailboxes";
import classes from "./sending.module.css";

/** A mail as it arrived: as a page, as text, and with the headers that a mail programme acts on. */
export function ReceivedMailView({ mail: { subject, html, plain, headers } }: { mail: ReceivedMail }) {
  return (
    <div id="mail">
      {html ? (
        <Section title={subject} note={t("mailboxes.mail.html")}>
          <MailFrame html={html} title={t("mailboxes.mail.title", { subject })} width="desktop" />
        </Section>
      ) : null}
      <Section title={t("mailboxes.mail.plain")}>
        <pre className={classes.plain}>{plain}</pre>
      </Section>
      <Section title={t("mailboxes.mail.headers")} flush>
        <DataTable
          caption={t("mailboxes.mail.headers")}
          rows={Object.entries(headers)}
          rowKey={([name]) => name}
          empty={null}
          columns={[
            { key: "name", title: t("mailboxes.mail.header"), cell: ([name]) => name },
            {
              key: "value",
              title: t("mailboxes.mail.value"),
              cell: ([, value]) => <span className={classes.words}>{value}</span>,
            },
          ]}
        />
      </Section>
    </div>
  );
}

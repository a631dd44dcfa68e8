import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatInstant, type Locale } from "@/lib/format";
import type { OwnSession } from "@/lib/identity/queries/members";
import { browserName } from "@/lib/identity/user-agent";
import { t } from "@/lib/messages/identity";
import { EndOtherSessions } from "./end-other-sessions";
import { LanguageForm } from "./language-form";
import { PasswordForm } from "./password-form";
import classes from "./settings.module.css";

type Props = {
  email: string;
  hasPassword: boolean;
  sessions: readonly OwnSession[];
  timeZone: string;
  /** The person's own choice, and how this page is written, which the address may say otherwise. */
  language: Locale;
  locale: Locale;
};

export function AccountView({ email, hasPassword, sessions, timeZone, language, locale }: Props) {
  return (
    <>
      <Section title={t("account.language")}>
        <LanguageForm language={language} />
      </Section>
      <Section title={t("account.sessions")} actions={sessions.length > 1 ? <EndOtherSessions /> : undefined} flush>
        <DataTable
          caption={t("account.sessionsCaption")}
          columns={[
            { key: "browser", title: t("account.browser"), cell: (one) => <Browser session={one} /> },
            {
              key: "address",
              title: t("account.address"),
              wide: true,
              cell: (one) => one.address ?? t("answer.unknown"),
            },
            { key: "since", title: t("account.since"), cell: (one) => formatInstant(one.createdAt, timeZone, locale) },
            { key: "seen", title: t("account.seen"), cell: (one) => formatInstant(one.lastSeenAt, timeZone, locale) },
          ]}
          rows={sessions}
          rowKey={(one) => `${one.createdAt.toISOString()} ${one.address} ${one.isThis}`}
          empty={null}
        />
      </Section>
      <Section title={t("account.password")}>
        {hasPassword ? <PasswordForm email={email} /> : <p>{t("account.noPassword")}</p>}
      </Section>
    </>
  );
}

function Browser({ session }: { session: OwnSession }) {
  return (
    <>
      {browserName(session.userAgent) ?? t("answer.unknown")}
      {session.isThis ? <span className={classes.you}>{t("account.this")}</span> : null}
    </>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountView } from "@/components/settings/account-view";
import { SectionLead } from "@/components/settings/section-lead";
import type { Address } from "@/lib/address";
import { hasOwnPassword, listOwnSessions } from "@/lib/identity/queries/members";
import { currentSession, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.account") };

export default async function AccountPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("setting.read");
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const [sessions, hasPassword] = await Promise.all([listOwnSessions(session, new Date()), hasOwnPassword(session)]);
  const { email } = session.person;
  return (
    <>
      <SectionLead>{t("account.lead", { email })}</SectionLead>
      <AccountView
        email={email}
        hasPassword={hasPassword}
        sessions={sessions}
        timeZone={scope.issuer.timeZone}
        language={await localeFor({})}
        locale={await localeFor(await searchParams)}
      />
    </>
  );
}

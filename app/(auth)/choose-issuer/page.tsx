import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthTitle } from "@/components/identity/auth-frame";
import { IssuerChoice } from "@/components/identity/issuer-choice";
import { currentSession } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";

export const metadata: Metadata = { title: t("choose.title") };

export default async function ChooseIssuerPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in?to=/choose-issuer");
  const issuers = session.memberships.map(({ issuer, role }) => ({ code: issuer.code, name: issuer.name, role }));
  if (issuers.length === 0) return <AuthTitle title={t("choose.none")}>{t("choose.noneWhat")}</AuthTitle>;
  if (issuers.length === 1) redirect("/issuer");
  return (
    <>
      <AuthTitle title={t("choose.title")}>{t("choose.what")}</AuthTitle>
      <IssuerChoice issuers={issuers} />
    </>
  );
}

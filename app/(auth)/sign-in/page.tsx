import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthTitle } from "@/components/identity/auth-frame";
import { SignInForm } from "@/components/identity/sign-in-form";
import { env } from "@/lib/env";
import { hasOidc } from "@/lib/identity/oidc";
import { listDemoAccounts } from "@/lib/identity/queries/demo";
import { safeReturnPath } from "@/lib/identity/request";
import { currentSession } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import type { MessageKey } from "@/lib/messages/message";

export const metadata: Metadata = { title: t("signIn.title") };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { to, error, ended } = await searchParams;
  const returnTo = safeReturnPath(typeof to === "string" ? to : null);
  if (await currentSession()) redirect(returnTo);
  const notice = noticeFor(error, ended !== undefined);
  return (
    <>
      <AuthTitle title={t("signIn.title")} />
      <SignInForm
        returnTo={returnTo}
        provider={hasOidc(env()) ? env().OIDC_NAME : null}
        notice={notice && t(notice)}
        demo={await listDemoAccounts()}
      />
    </>
  );
}

function noticeFor(error: string | string[] | undefined, hasEnded: boolean): MessageKey<typeof t> | null {
  if (error === "not-invited" || error === "AccessDenied") return "signIn.notInvited";
  if (error === "CredentialsSignin") return "signIn.wrong";
  if (error === "Unavailable") return "signIn.failed";
  if (error !== undefined) return "signIn.providerFailed";
  return hasEnded ? "signIn.ended" : null;
}

import { t } from "@/lib/messages/identity";

/** That something was tried too often, and when it may be tried again. */
export function waitText(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = seconds < 90 ? t("signIn.seconds", { count: seconds }) : t("signIn.minutes", { count: minutes });
  return t("signIn.wait", { wait });
}

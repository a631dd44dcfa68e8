import { Button, Loader } from "@mantine/core";
import { t } from "@/lib/messages/identity";
import { AuthTitle } from "./auth-frame";
import type { LinkState } from "./use-link";

/** What a one-time link shows while it opens and when it does not. */
export function LinkStates({ link }: { link: Exclude<LinkState<unknown>, { state: "open" }> }) {
  if (link.state === "loading") return <Loader size="sm" role="status" aria-label={t("join.loading")} />;
  if (link.state === "missing") return <AuthTitle title={t("link.missing")}>{t("link.missingWhat")}</AuthTitle>;
  if (link.state === "dead") return <AuthTitle title={t("link.dead")}>{link.message}</AuthTitle>;
  return (
    <>
      <AuthTitle title={t("link.failed")}>{link.message}</AuthTitle>
      <Button onClick={() => window.location.reload()}>{t("link.again")}</Button>
    </>
  );
}

import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/overview";

/** A new issuer's first sight: what this page will show, and the one thing to do now. */
export function NoData() {
  return (
    <>
      <PageHeader title={t("overview.title")} lead={t("overview.lead")} />
      <EmptyState
        title={t("overview.empty.title")}
        action={<ButtonLink href="/issuer/imports">{t("overview.empty.action")}</ButtonLink>}
      >
        {t("overview.empty.text")}
      </EmptyState>
    </>
  );
}

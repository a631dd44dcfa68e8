import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/screens";

export default function NotFound() {
  return (
    <EmptyState
      isPage
      title={t("state.notFound.title")}
      action={<ButtonLink href="/issuer/overview">{t("state.notFound.home")}</ButtonLink>}
    >
      {t("state.notFound.what")}
    </EmptyState>
  );
}

import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/screens";

export const metadata = { title: t("state.forbidden.title") };

export default function Forbidden() {
  return (
    <main id="main">
      <EmptyState
        isPage
        title={t("state.forbidden.title")}
        action={<ButtonLink href="/issuer/overview">{t("state.notFound.home")}</ButtonLink>}
      >
        {t("state.forbidden.what")}
      </EmptyState>
    </main>
  );
}

import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/screens";

export const metadata = { title: t("state.notFound.title") };

export default function NotFound() {
  return (
    <main id="main">
      <EmptyState
        isPage
        title={t("state.notFound.title")}
        action={<ButtonLink href="/issuer/overview">{t("state.notFound.home")}</ButtonLink>}
      >
        {t("state.notFound.what")}
      </EmptyState>
    </main>
  );
}

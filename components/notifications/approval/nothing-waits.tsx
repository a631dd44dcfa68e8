import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/notifications-approval";

export function NothingWaits({ address }: { address: Address }) {
  return (
    <EmptyState
      title={t("approvals.empty")}
      action={<ButtonLink href={hrefTo("/issuer/notifications", address)}>{t("approvals.empty.act")}</ButtonLink>}
    >
      {t("approvals.empty.what")}
    </EmptyState>
  );
}

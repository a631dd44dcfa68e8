import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/cards";

/** The two ways into holders: by who they are, and by what they are about to lose. */
export function CustomerTabs({ current, address }: { current: "all" | "lapsing"; address: Address }) {
  return (
    <LinkTabs
      label={t("customers.title")}
      tabs={[
        {
          key: "all",
          label: t("customers.all"),
          href: hrefTo("/issuer/customers", address),
          isCurrent: current === "all",
        },
        {
          key: "lapsing",
          label: t("customers.lapsing"),
          href: hrefTo("/issuer/customers/about-to-lapse", address),
          isCurrent: current === "lapsing",
        },
      ]}
    />
  );
}

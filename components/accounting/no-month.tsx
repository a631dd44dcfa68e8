import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/accounting-screens";

/** There are no books before a month is over. */
export function NoMonth({ title, address }: { title: string; address: Address }) {
  return (
    <Section title={title} flush>
      <EmptyState
        title={t("accounting.noMonth.title")}
        action={<ButtonLink href={hrefTo("/issuer/imports", address)}>{t("accounting.toImports")}</ButtonLink>}
      >
        {t("accounting.noMonth.text")}
      </EmptyState>
    </Section>
  );
}

export function NoRows({ title }: { title: string }) {
  return (
    <Section title={title} flush>
      <EmptyState title={t("accounting.noRows.title")}>{t("accounting.noRows.text")}</EmptyState>
    </Section>
  );
}

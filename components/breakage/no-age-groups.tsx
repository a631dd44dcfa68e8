import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/breakage";
import { StartAgeGroups } from "./start-age-groups";

/** Why all ages stand in one row, and what to do about it. The figures below are right, only not yet told apart. */
export function NoAgeGroups({ canManage, href }: { canManage: boolean; href: string }) {
  return (
    <Section title={t("noAgeGroups.title")} flush>
      <EmptyState
        title={t("noAgeGroups.what")}
        action={
          <>
            {canManage ? <StartAgeGroups /> : null}
            <Link href={href}>{t(canManage ? "noAgeGroups.own" : "noAgeGroups.see")}</Link>
          </>
        }
      >
        {t(canManage ? "noAgeGroups.next" : "noAgeGroups.ask")}
      </EmptyState>
    </Section>
  );
}

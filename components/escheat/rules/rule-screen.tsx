import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import { propertyKinds } from "@/lib/escheat/constants";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import type { RulePage } from "@/lib/escheat/queries/rules";
import { newVersionHref, RULES_PATH, ruleHref } from "@/lib/escheat/rule-path";
import type { ShownVersions } from "@/lib/escheat/shown-versions";
import { fieldSentence } from "@/lib/escheat/words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import { ConfirmSection } from "./confirm-section";
import { FaultNotice } from "./fault-notice";
import { RuleFields } from "./rule-fields";
import { RuleState } from "./rule-state";
import classes from "./rules.module.css";
import { TouchedTable } from "./touched-table";
import { VersionTable } from "./version-table";

export type RuleScreenProps = {
  page: RulePage;
  shown: ShownVersions;
  may: { propose: boolean; approve: boolean };
  /** Who looks: nobody confirms what he has written himself. */
  personId: number | null;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** One law: every field as its sentence, its versions, what hangs on it, and who answers for it. */
export function RuleScreen(props: RuleScreenProps) {
  const { page, shown, may, personId, timeZone, address, locale } = props;
  const { law } = page;
  const name = jurisdictionName(law.jurisdiction) ?? law.jurisdiction;
  return (
    <>
      <PageHeader
        title={t("escheat.rule.title", { name, cards: t(`escheat.property.${law.property}`) })}
        above={
          <Link href={hrefTo(RULES_PATH, address, { property: law.property === "closed-loop" ? null : law.property })}>
            {t("escheat.rule.above")}
          </Link>
        }
        lead={fieldSentence(shown.shown.rule, "claim")}
        actions={
          may.propose ? <ButtonLink href={newVersionHref(law, address)}>{t("escheat.rule.write")}</ButtonLink> : null
        }
      />
      <div className={classes.toolbar}>
        <LinkTabs
          label={t("escheat.rules.property")}
          tabs={propertyKinds.map((property) => ({
            key: property,
            label: t(`escheat.rules.kind.${property}`),
            href: ruleHref({ ...law, property }, address),
            isCurrent: property === law.property,
          }))}
        />
      </div>
      <FaultNotice faults={page.faults} />
      <RuleState version={shown.shown} locale={locale} />
      <RuleFields page={page} shown={shown} locale={locale} />
      <VersionTable page={page} shown={shown} timeZone={timeZone} address={address} locale={locale} />
      <TouchedTable page={page} address={address} locale={locale} />
      {may.approve ? <ConfirmSection version={shown.shown} personId={personId} /> : null}
    </>
  );
}

import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import type { ListedVersion } from "@/lib/escheat/law-versions";
import type { RulePage } from "@/lib/escheat/queries/rules";
import type { NewVersionParams } from "@/lib/escheat/rule-params";
import { ruleHref } from "@/lib/escheat/rule-path";
import { startDraft } from "@/lib/escheat/start-draft";
import { daysWords, versionName } from "@/lib/escheat/versions";
import { ruleWords } from "@/lib/escheat/words";
import { t } from "@/lib/messages/escheat-rule-screens";
import { RuleForm } from "./edit/rule-form";
import { FaultNotice } from "./fault-notice";

type Props = { page: RulePage; start: ListedVersion; asked: NewVersionParams; address: Address };

/** The form for a version of one's own. */
export function NewVersionScreen({ page, start, asked, address }: Props) {
  const { law, versions, seen } = page;
  const name = jurisdictionName(law.jurisdiction) ?? law.jurisdiction;
  const href = ruleHref(law, address);
  return (
    <>
      <PageHeader
        title={t("escheat.edit.title", { name, cards: t(`escheat.property.${law.property}`) })}
        above={<Link href={href}>{t("escheat.edit.above", { name })}</Link>}
        lead={t("escheat.edit.lead", { version: versionName(start.rule) })}
      />
      <FaultNotice faults={page.faults} />
      <RuleForm
        law={law}
        start={start.rule}
        current={ruleWords(start.rule).map(({ field, name: label, sentence, counsel }) => ({
          field,
          name: label,
          sentence,
          counsel,
        }))}
        seen={seen}
        replaceable={[
          ...versions
            .filter(({ rule, decides }) => decides && rule.version > 0)
            .map(({ rule }) => ({
              version: rule.version,
              label: t("escheat.rule.side", {
                version: versionName(rule),
                days: daysWords(rule.effectiveFrom, rule.effectiveTo),
              }),
            })),
          ...page.unreadable.map((version) => ({ version, label: versionName({ version }) })),
        ]}
        opened={startDraft(start.rule, asked)}
        effectiveFrom={asked.effectiveFrom ?? ""}
        done={`${href}${href.includes("?") ? "&" : "?"}version=`}
      />
    </>
  );
}

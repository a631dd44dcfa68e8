import Link from "next/link";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { Hash } from "@/components/ui/hash";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { counselNames } from "@/lib/escheat/filing/counsel-name";
import type { ReportContent } from "@/lib/escheat/filing/report-record";
import type { ReportDetail } from "@/lib/escheat/queries/reports";
import { ruleHref } from "@/lib/escheat/rule-path";
import { formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { escheatFilingScreenMessages } from "@/lib/messages/escheat-filing-screens";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import classes from "./reports.module.css";

const t = words(escheatFilingScreenMessages, escheatRuleMessages);

type Props = { report: ReportDetail; content: ReportContent; timeZone: string; address: Address; locale: Locale };

/** What the report rests on, as it was when it was made. */
export function MadeFrom({ report, content, timeZone, address, locale }: Props) {
  const { holder, law, aggregate, aggregateBelow } = content;
  return (
    <Section title={t("reports.from")} note={t("reports.from.note")}>
      <dl className={classes.facts}>
        <dt>{t("reports.from.data")}</dt>
        <dd>
          {t("reports.from.dataTo", {
            date: formatDate(report.asOf, locale),
            known: formatInstant(report.knownAt, timeZone, locale),
          })}
        </dd>
        <dt>{t("reports.from.law")}</dt>
        <dd>
          {law.map(({ property, version, hash, unsure, confirmedBy }) => (
            <p key={`${property} ${version}`}>
              <Link href={ruleHref({ jurisdiction: report.jurisdiction, property }, address)} prefetch={false}>
                {t("reports.from.version", { version, cards: t(`escheat.property.${property}`) })}
              </Link>{" "}
              <Hash value={hash} label={t("reports.from.ruleHash")} />{" "}
              {confirmedBy ? t("reports.from.confirmed", { by: confirmedBy }) : null}
              {unsure.length > 0 ? (
                <span className={classes.under}>
                  <NeedsCounsel /> {counselNames(unsure)}
                </span>
              ) : null}
            </p>
          ))}
        </dd>
        <dt>{t("reports.from.aggregate")}</dt>
        <dd>
          {aggregate && aggregateBelow.value !== null
            ? t("reports.from.aggregated", { amount: formatMoney(BigInt(aggregateBelow.value), "USD", locale) })
            : t("reports.from.byCard")}
          {aggregate && aggregateBelow.confidence !== "verified" ? (
            <>
              {" "}
              <NeedsCounsel />
            </>
          ) : null}
        </dd>
        <dt>{t("reports.from.holder")}</dt>
        <dd>
          <Link href={hrefTo("/issuer/escheat/holder", address)}>{holder.legalName ?? t("reports.from.noName")}</Link>
          <span className={classes.under}>
            {[holder.addressLine, holder.city, [holder.state, holder.zip].filter(Boolean).join(" ")]
              .filter(Boolean)
              .join(", ")}
          </span>
        </dd>
        <dt>{t("reports.from.hash")}</dt>
        <dd>
          <Hash value={report.dataHash} label={t("reports.from.hash")} />
        </dd>
        {report.fileHash ? (
          <>
            <dt>{t("reports.from.file")}</dt>
            <dd>
              <Hash value={report.fileHash} label={t("reports.from.file")} />
            </dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}

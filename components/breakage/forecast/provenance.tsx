import Link from "next/link";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { Choice } from "@/lib/breakage/forecast/choice";
import type { Makeable } from "@/lib/breakage/forecast/data-date";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { keptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { methodScoreRows } from "@/lib/breakage/forecast-view/method-scores";
import type { CivilDate } from "@/lib/dates";
import { formatCount, formatDate, formatInstant, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./forecast.module.css";
import { forecastPath } from "./forecast-hrefs";
import { methodName } from "./forecast-words";

type Props = {
  version: Version;
  /** The day the reader looks from. */
  asOf: CivilDate;
  makeable: Makeable | null;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** Where the figures come from, in words: the method and why it, which data, who made it and when. */
export function Provenance({ version, asOf, makeable, timeZone, address, locale }: Props) {
  const kept = keptSummary(version.summary);
  const issues = kept?.issueCount ?? 0;
  const why = hrefTo(`${forecastPath}/back-test`, address, { version: address.version ? String(version.id) : null });
  const isChosen = Boolean(address.version);
  const isOlder = !isChosen && makeable !== null && makeable.dataDate > version.dataDate;
  return (
    <Section title={t("forecast.how")}>
      <ul className={classes.how}>
        {kept ? (
          <li>
            {verdictSentence(methodName(version.method), kept.choice, locale)}{" "}
            <Link href={why} prefetch={false}>
              {t("forecast.why")}
            </Link>
          </li>
        ) : null}
        <li>
          {t("forecast.made", {
            id: version.id,
            when: formatInstant(version.createdAt, timeZone, locale),
            who: version.createdByName,
            date: formatDate(version.dataDate, locale),
          })}
        </li>
        {isChosen ? (
          <li>
            {t("forecast.chosen", { id: version.id })}{" "}
            <Link href={hrefWith(forecastPath, address, { version: null })} prefetch={false}>
              {t("forecast.newest")}
            </Link>
          </li>
        ) : null}
        {!isChosen && !isOlder && asOf !== version.dataDate ? (
          <li>
            {t("forecast.wholeMonths", {
              asOf: formatDate(asOf, locale),
              date: formatDate(version.dataDate, locale),
            })}
          </li>
        ) : null}
        {isOlder ? (
          <li>
            {t("forecast.older", {
              date: formatDate(version.dataDate, locale),
              possible: formatDate(makeable.dataDate, locale),
            })}
          </li>
        ) : null}
        {issues > 0 ? <li>{t("forecast.issues", { count: formatCount(issues, locale), n: issues })}</li> : null}
      </ul>
    </Section>
  );
}

/** The method with the verdict of the back-test on it. */
function verdictSentence(method: string, choice: Choice, locale: Locale): string {
  const { verdict, cuts, skill } = choice;
  const cohortSkill = methodScoreRows(choice).find(({ isChosen }) => isChosen)?.cohortSkill ?? null;
  return t(`forecast.verdict.${verdict}`, {
    method,
    cuts: cuts.length,
    n: cuts.length,
    skill: formatRate(skill, locale),
    cohorts: formatRate(cohortSkill, locale),
  });
}

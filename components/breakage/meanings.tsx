import { Section } from "@/components/ui/section";
import type { BreakageReport } from "@/lib/breakage/report";
import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import classes from "./breakage.module.css";

/** The word means three things. Only the first is counted so far; the others say so and show no number. */
export function Meanings({ report, locale }: { report: BreakageReport; locale: Locale }) {
  return (
    <Section title={t("meanings.title")}>
      <dl className={classes.meanings}>
        <div>
          <dt>{t("meanings.lapsed")}</dt>
          <dd className={classes.meaningValue}>{formatMoney(report.total.lapsed, report.currency, locale)}</dd>
          <dd>{t("meanings.lapsed.means")}</dd>
        </div>
        <div>
          <dt>{t("meanings.expected")}</dt>
          <dd className={classes.meaningNone}>{t("meanings.notYet")}</dd>
          <dd>{t("meanings.expected.means")}</dd>
        </div>
        <div>
          <dt>{t("meanings.recognised")}</dt>
          <dd className={classes.meaningNone}>{t("meanings.notYet")}</dd>
          <dd>{t("meanings.recognised.means")}</dd>
        </div>
      </dl>
    </Section>
  );
}

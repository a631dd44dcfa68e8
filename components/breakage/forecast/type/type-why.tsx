import { Section } from "@/components/ui/section";
import type { ForecastType, TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { reasonsFor } from "@/lib/breakage/forecast-view/why";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = { own: TypeInVersion; type: ForecastType; locale: Locale };

/** What the figure rests on, in words. */
export function TypeWhy({ own, type: { category, currency }, locale }: Props) {
  return (
    <Section title={t("why.title")}>
      <dl className={classes.reasons}>
        {reasonsFor({ own, category, currency, locale }).map(({ key, term, words }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {own.explanation ? null : <p className={classes.note}>{t("why.notKept")}</p>}
    </Section>
  );
}

import { Section } from "@/components/ui/section";
import type { ForecastType, TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import type { Refit } from "@/lib/breakage/forecast-view/refit";
import { sameModel } from "@/lib/breakage/forecast-view/same-model";
import { reasonsFor } from "@/lib/breakage/forecast-view/why";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import classes from "./type.module.css";

type Props = { own: TypeInVersion; type: ForecastType; refit: Promise<Refit | null> | null; locale: Locale };

/** What the figure rests on, in words. Waits until the version is fitted again. */
export async function TypeWhy({ own, type: { code, category, currency }, refit, locale }: Props) {
  const again = await refit;
  const same = sameModel(again, code, own);
  const reasons = reasonsFor({ own, category, refit: same && again, type: same, currency, locale });
  return (
    <Section title={t("why.title")}>
      <dl className={classes.reasons}>
        {reasons.map(({ key, term, words }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {again && !same ? <p className={classes.note}>{t("why.changed")}</p> : null}
    </Section>
  );
}

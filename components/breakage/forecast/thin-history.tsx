import { Figure, FigureRow } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { knownFacts } from "@/lib/breakage/forecast/known-facts";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";

/** A version without figures: why there are none, and what is known all the same. */
export function ThinHistory({ version, locale }: { version: Version; locale: Locale }) {
  const { cohorts, sold, open, ended } = knownFacts(version.summary);
  const status = version.status === "no-history" ? "no-history" : "too-little-history";
  const dataTo = t("forecast.dataTo", { date: formatDate(version.dataDate, locale) });
  const facts = [
    { key: "sold", value: sold },
    { key: "open", value: open },
    { key: "ended", value: ended },
  ] as const;
  return (
    <>
      <Section title={t("forecast.figure")} note={dataTo} flush>
        <EmptyState title={t(`forecast.${status}.title`)}>
          {t(`forecast.${status}.text`, { cohorts: formatCount(cohorts, locale), n: cohorts })}
        </EmptyState>
      </Section>
      <h2 className="visually-hidden">{t("forecast.known")}</h2>
      <FigureRow>
        {facts.map(({ key, value }) => (
          <Figure
            key={key}
            label={t(`forecast.known.${key}`)}
            value={formatMoney(value, version.currency, locale)}
            period={dataTo}
          />
        ))}
      </FigureRow>
    </>
  );
}

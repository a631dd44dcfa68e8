import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefWith } from "@/lib/address";
import { movedBy } from "@/lib/breakage/forecast/constants";
import type { Moved } from "@/lib/breakage/forecast/queries/moved";
import { causes } from "@/lib/breakage/forecast/what-moved";
import { stepsOf } from "@/lib/breakage/forecast-view/moved-view";
import { movedSentence } from "@/lib/breakage/forecast-view/moved-words";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { MovedTable } from "./moved-table";
import classes from "./versions.module.css";

type Props = { moved: Moved; address: Address; locale: Locale };

/** The change of the total, cause by cause, then by brand or card type, and what each cause means. */
export function MovedView({ moved, address, locale }: Props) {
  if (moved.status !== "ok") {
    return (
      <Section title={t("moved.title")} flush>
        <EmptyState title={t("moved.title")}>{t("moved.notComparable")}</EmptyState>
      </Section>
    );
  }
  const { before, after, currency, by } = moved;
  const tabs = (
    <LinkTabs
      label={t("moved.by")}
      tabs={movedBy.map((value) => ({
        key: value,
        label: t(`moved.by.${value}`),
        href: hrefWith("/issuer/forecast/versions", address, { by: value === "brand" ? null : value }),
        isCurrent: value === by,
      }))}
    />
  );
  return (
    <>
      <WaterfallChart
        id="moved"
        title={t("moved.title")}
        note={t("moved.note", {
          before: before.id,
          beforeDate: formatDate(before.dataDate, locale),
          after: after.id,
          afterDate: formatDate(after.dataDate, locale),
        })}
        summary={movedSentence(moved.moved.total, currency, locale)}
        steps={stepsOf(moved.moved.total).map(({ cause, ...step }) => ({
          key: cause,
          label: t(`moved.cause.${cause}`),
          ...step,
        }))}
        total={t("moved.total")}
        unit={{ kind: "money", currency }}
        locale={locale}
        stepName={t("moved.cause")}
      />
      {moved.isSameModel ? null : <p className={classes.note}>{t("moved.changed")}</p>}
      <MovedTable moved={moved} tabs={tabs} address={address} locale={locale} />
      <Section title={t("moved.causes")}>
        <dl className={classes.meanings}>
          {causes.map((cause) => (
            <div key={cause}>
              <dt>{t(`moved.cause.${cause}`)}</dt>
              <dd>{t(`moved.cause.${cause}.means`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

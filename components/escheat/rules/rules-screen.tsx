import { FigureFrame } from "@/components/charts/figure-frame";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefWith } from "@/lib/address";
import { propertyKinds } from "@/lib/escheat/constants";
import { standings } from "@/lib/escheat/ordinary-card";
import type { RuleList } from "@/lib/escheat/queries/rules";
import { type RuleFilter, type RuleLine, type RuleOrder, ruleFilters } from "@/lib/escheat/rule-list";
import { RULES_PATH } from "@/lib/escheat/rule-path";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import { FaultNotice } from "./fault-notice";
import { RuleSearch } from "./rule-search";
import { RuleTable } from "./rule-table";
import classes from "./rules.module.css";
import { StandingTable } from "./standing-table";
import { TileMap } from "./tile-map";

type Props = {
  list: RuleList;
  lines: readonly RuleLine[];
  show: RuleFilter;
  search: string;
  sort: { by: RuleOrder; direction: "asc" | "desc" };
  address: Address;
  locale: Locale;
};

/** The law of all jurisdictions: a picture, and a line for each. */
export function RulesScreen({ list, lines, show, search, sort, address, locale }: Props) {
  const title = t(`escheat.rules.map.${list.property}`);
  return (
    <>
      <PageHeader title={t("escheat.rules.title")} lead={t("escheat.rules.lead")} />
      <EscheatTabs current="rules" address={address} />
      <FaultNotice faults={list.faults} />
      <div className={classes.toolbar}>
        <div className={classes.choices}>
          <LinkTabs
            label={t("escheat.rules.property")}
            tabs={propertyKinds.map((kind) => ({
              key: kind,
              label: t(`escheat.rules.kind.${kind}`),
              href: hrefWith(RULES_PATH, address, { property: kind === "closed-loop" ? null : kind }),
              isCurrent: kind === list.property,
            }))}
          />
          <LinkTabs
            label={t("escheat.rules.show")}
            tabs={ruleFilters.map((filter) => ({
              key: filter,
              label: t(`escheat.rules.show.${filter}`),
              href: hrefWith(RULES_PATH, address, { show: filter === "all" ? null : filter }),
              isCurrent: filter === show,
            }))}
          />
        </div>
        <RuleSearch key={search} path={RULES_PATH} search={search} />
      </div>
      <FigureFrame
        id="map"
        title={title}
        note={t("escheat.rules.mapNote", { date: formatDate(list.asOf, locale) })}
        summary={summaryOf(list)}
        table={<StandingTable lines={list.lines} caption={title} />}
      >
        <TileMap lines={list.lines} address={address} />
      </FigureFrame>
      <RuleTable list={list} lines={lines} sort={sort} address={address} locale={locale} />
    </>
  );
}

/** "The ordinary card is taken in 13, exempt in 27 …; 3 of 57 laws need no counsel." */
function summaryOf({ lines }: RuleList): string {
  const parts = standings
    .map((standing) => ({ standing, count: lines.filter((line) => line.standing === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => t(`escheat.rules.summary.${standing}`, { count }));
  const settled = lines.filter(({ counsel }) => counsel.length === 0).length;
  return t("escheat.rules.summary", {
    standings: new Intl.ListFormat("en-GB", { type: "conjunction" }).format(parts),
    settled,
    all: lines.length,
  });
}

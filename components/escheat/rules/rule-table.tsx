import Link from "next/link";
import type { ReactNode } from "react";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefWith, writeSort } from "@/lib/address";
import type { RuleList } from "@/lib/escheat/queries/rules";
import type { RuleField } from "@/lib/escheat/rule";
import { briefly } from "@/lib/escheat/rule-brief";
import { postalCode, type RuleLine, type RuleOrder } from "@/lib/escheat/rule-list";
import { RULES_PATH, ruleHref } from "@/lib/escheat/rule-path";
import { nothingTouched, sumTouched } from "@/lib/escheat/touched";
import { formatAmount, formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rules.module.css";
import { standingMarks } from "./tile-map";

type Props = {
  list: RuleList;
  /** Those of the list that are shown, in their order. */
  lines: readonly RuleLine[];
  sort: { by: RuleOrder; direction: "asc" | "desc" };
  address: Address;
  locale: Locale;
};

const briefs = [
  ["dormancy", "dormancyYears"],
  ["share", "share"],
  ["cutoff", "reportCutoff"],
  ["due", "reportDue"],
  ["letters", "letters"],
] as const;

/** Every jurisdiction in a line: what it takes, after how long, and how much of that is confirmed. */
export function RuleTable({ list, lines, sort, address, locale }: Props) {
  const columns: Column<RuleLine>[] = [
    {
      key: "name",
      title: t("escheat.rules.jurisdiction"),
      sortable: true,
      cell: ({ rule, name }) => (
        <>
          <Link href={ruleHref(rule, address)} prefetch={false}>
            {name}
          </Link>
          <span className={classes.code}>{postalCode(rule.jurisdiction)}</span>
        </>
      ),
    },
    {
      key: "standing",
      title: t("escheat.rules.standing"),
      sortable: true,
      hint: <Definition term={t("escheat.rules.standing")}>{t("escheat.rules.standing.means")}</Definition>,
      cell: (line) => (
        <Doubtful line={line} fields={["claim", "exemptions"]}>
          <span aria-hidden>{standingMarks[line.standing]} </span>
          {t(`escheat.standing.${line.standing}`)}
        </Doubtful>
      ),
    },
    {
      key: "counsel",
      title: t("escheat.rules.counsel"),
      sortable: true,
      hint: <Definition term={t("escheat.rules.counsel")}>{t("escheat.rules.counsel.means")}</Definition>,
      cell: ({ counsel, asked }) =>
        counsel.length === 0
          ? t("escheat.rules.allConfirmed")
          : t("escheat.rules.counselOf", { count: counsel.length, all: asked }),
    },
    ...touchedColumns(list, lines, locale),
    ...briefs.map(
      ([key, field]): Column<RuleLine> => ({
        key,
        title: t(`escheat.field.${field}`),
        sortable: key !== "letters",
        wide: key === "letters" || (key === "cutoff" && list.touched) ? "very" : key === "cutoff",
        cell: (line) => (
          <Doubtful line={line} fields={[field]}>
            {briefly(line.rule, field)}
          </Doubtful>
        ),
      }),
    ),
    {
      key: "version",
      title: t("escheat.rules.version"),
      wide: list.touched ? "very" : true,
      cell: ({ rule }) => (rule.version === 0 ? t("escheat.rules.ours") : rule.version),
    },
  ];
  const title = t(`escheat.rules.list.${list.property}`, { count: lines.length, n: lines.length });
  return (
    <Section
      title={title}
      note={
        <>
          {t("escheat.rules.note", { date: formatDate(list.asOf, locale) })} <NeedsCounsel isBrief />{" "}
          {t("escheat.needsCounsel")}
        </>
      }
      actions={<ExportMenu table="escheat-rules" count={lines.length} locale={locale} />}
      flush
    >
      <DataTable
        isBroad
        caption={title}
        columns={columns}
        rows={lines}
        rowKey={({ rule }) => rule.jurisdiction}
        sort={sort}
        sortHref={(next) =>
          hrefWith(RULES_PATH, address, { sort: writeSort(next) === "name" ? null : writeSort(next) })
        }
        empty={
          <EmptyState
            title={t("escheat.rules.none")}
            action={
              <ButtonLink href={hrefWith(RULES_PATH, address, { show: null, search: null })}>
                {t("escheat.rules.showAll")}
              </ButtonLink>
            }
          >
            {t("escheat.rules.noneHint")}
          </EmptyState>
        }
      />
    </Section>
  );
}

type DoubtfulProps = { line: RuleLine; fields: readonly RuleField[]; children: ReactNode };

function Doubtful({ line, fields, children }: DoubtfulProps) {
  const needs = fields.some((field) => line.counsel.includes(field));
  return (
    <span className={classes.brief}>
      {children}
      {needs ? <NeedsCounsel isBrief /> : null}
    </span>
  );
}

/** What hangs on each law, where a forecast has said so. */
function touchedColumns({ touched }: RuleList, lines: readonly RuleLine[], locale: Locale): Column<RuleLine>[] {
  if (!touched) return [];
  const { basis, by } = touched;
  const of = ({ rule }: RuleLine) => by.get(rule.jurisdiction) ?? nothingTouched;
  const sum = sumTouched(lines.map(of));
  const money = (amount: bigint) => formatAmount(amount, basis.currency, locale);
  return [
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      wide: true,
      hint: (
        <Definition term={t("figures.cards")}>
          {t("escheat.rules.touched.means", { date: formatDate(basis.asOf, locale) })}
        </Definition>
      ),
      cell: (line) => formatCount(of(line).cards, locale),
      foot: formatCount(sum.cards, locale),
    },
    {
      key: "claimed",
      title: t("escheat.rules.claimed", { currency: basis.currency }),
      numeric: true,
      wide: true,
      // Where nobody knows how much is taken, a bare zero would read as nothing.
      cell: (line) => (
        <>
          {money(of(line).claimed)}
          {of(line).unmeasured > 0n ? <NeedsCounsel isBrief /> : null}
        </>
      ),
      foot: money(sum.claimed),
    },
  ];
}

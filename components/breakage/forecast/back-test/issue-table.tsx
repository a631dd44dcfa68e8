import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { Issue } from "@/lib/breakage/forecast/cohort-issues";
import { firstDayOf } from "@/lib/breakage/forecast/months";
import type { TypeName } from "@/lib/breakage/forecast/queries/type-names";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { formatCount, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";

type Props = {
  issues: readonly Issue[];
  /** The version keeps the first hundred. */
  count: number;
  names: ReadonlyMap<string, TypeName>;
  address: Address;
  locale: Locale;
};

/** What is odd in the data behind the forecast; nothing where nothing is. */
export function IssueTable({ issues, count, names, address, locale }: Props) {
  if (count === 0) return null;
  const columns: Column<Issue>[] = [
    {
      key: "type",
      title: t("backTest.type"),
      cell: ({ type }) => (
        <Link href={typeHref(type, address)} prefetch={false}>
          {names.get(type)?.name ?? type}
        </Link>
      ),
    },
    {
      key: "sold",
      title: t("backTest.issue.saleMonth"),
      cell: ({ vintage }) => (Number.isInteger(vintage) ? formatMonth(firstDayOf(vintage), locale) : "–"),
    },
    { key: "kind", title: t("backTest.issue.kind"), cell: ({ kind }) => t(`backTest.issue.${kind}`) },
    {
      key: "leftOut",
      title: t("backTest.issue.leftOut"),
      cell: ({ leftOut }) => t(leftOut ? "backTest.hit.yes" : "backTest.hit.no"),
    },
  ];
  const leftOut = issues.filter((issue) => issue.leftOut).length;
  const note = t("backTest.issuesNote", {
    count: formatCount(count, locale),
    n: count,
    leftOut: formatCount(leftOut, locale),
  });
  return (
    <Section title={t("backTest.issues")} note={note} flush>
      <DataTable
        caption={t("backTest.issues")}
        columns={columns}
        rows={issues}
        rowKey={({ cohort, kind }) => `${cohort} ${kind}`}
        empty={null}
      />
    </Section>
  );
}

import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefWith } from "@/lib/address";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications";
import { leftOutRules } from "@/lib/notifications/constants";
import type { BatchDetail } from "@/lib/notifications/queries/batch";
import classes from "./proposals.module.css";

type Props = { batch: BatchDetail; address: Address; locale: Locale };

/** Who of the audience gets nothing, by the one rule that stopped it. With those who are written to it is the audience. */
export function LeftOutTable({ batch, address, locale }: Props) {
  const rows = leftOutRules.flatMap((rule) => {
    const people = batch.leftOut[rule];
    return people ? [{ rule, people }] : [];
  });
  const left = rows.reduce((sum, { people }) => sum + people, 0);
  const count = (n: number) => formatCount(n, locale);
  return (
    <div id="left-out">
      <Section title={t("notify.leftOut")} note={t("notify.leftOut.note")} flush>
        <DataTable
          caption={t("notify.leftOut")}
          rows={rows}
          rowKey={({ rule }) => rule}
          empty={<EmptyState title={t("notify.leftOut.none")}>{t("notify.leftOut.none.text")}</EmptyState>}
          columns={[
            {
              key: "rule",
              title: t("notify.leftOut.rule"),
              foot: t("table.total"),
              cell: ({ rule }) => (
                <Link href={`${hrefWith(`/issuer/notifications/${batch.id}`, address, { who: rule })}#people`}>
                  {t(`notify.leftOut.${rule}`)}
                </Link>
              ),
            },
            {
              key: "people",
              title: t("notify.leftOut.people"),
              numeric: true,
              foot: count(left),
              cell: ({ people }) => count(people),
            },
          ]}
        />
        <p className={classes.sum}>
          {t("notify.leftOut.sum", { people: count(batch.people), left: count(left), audience: count(batch.audience) })}
        </p>
      </Section>
    </div>
  );
}

import { DataTable } from "@/components/ui/data-table";
import { type Standing, standings } from "@/lib/escheat/ordinary-card";
import type { RuleLine } from "@/lib/escheat/rule-list";
import { t } from "@/lib/messages/escheat-rule-screens";

type Row = { standing: Standing; names: readonly string[] };

/** The map as rows: how many, and which. */
export function StandingTable({ lines, caption }: { lines: readonly RuleLine[]; caption: string }) {
  const rows = standings
    .map((standing): Row => {
      const names = lines.filter((line) => line.standing === standing).map(({ name }) => name);
      return { standing, names };
    })
    .filter(({ names }) => names.length > 0);
  return (
    <DataTable<Row>
      caption={caption}
      columns={[
        { key: "standing", title: t("escheat.rules.standing"), cell: (row) => t(`escheat.standing.${row.standing}`) },
        {
          key: "count",
          title: t("escheat.rules.jurisdictions"),
          numeric: true,
          cell: ({ names }) => names.length,
          foot: lines.length,
        },
        { key: "names", title: t("escheat.rules.which"), cell: ({ names }) => names.join(", ") },
      ]}
      rows={rows}
      rowKey={({ standing }) => standing}
      empty={null}
    />
  );
}

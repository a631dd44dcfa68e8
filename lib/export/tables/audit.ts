import { parseAuditFilter } from "@/lib/identity/audit-filter";
import { auditKindText, detailText } from "@/lib/identity/audit-text";
import { type AuditRow, countAudit, listAudit } from "@/lib/identity/queries/audit";
import { t } from "@/lib/messages/audit-screen";
import { type ExportSource, portionRows, prepare } from "../prepared";

/** The whole filtered trail. Instants stand in UTC with their zone: the file is evidence, read far from the issuer. */
export const auditTables = {
  audit: {
    permission: "audit.read",
    prepare: async (scope, address) => {
      const filter = { ...parseAuditFilter(address), before: null };
      return prepare<AuditRow>({
        name: "audit",
        title: t("audit.title"),
        columns: [
          { title: t("audit.number"), kind: "count", value: (row) => row.id },
          { title: t("audit.when"), kind: "text", value: (row) => row.occurredAt.toISOString() },
          { title: t("audit.who"), kind: "text", value: (row) => row.actor },
          { title: t("audit.what"), kind: "text", value: (row) => auditKindText(row.action) },
          { title: t("audit.subject"), kind: "text", value: (row) => row.subject },
          { title: t("audit.detail"), kind: "text", value: (row) => detailText(row.detail) },
          { title: t("audit.address"), kind: "text", value: (row) => row.address },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("audit.from"), filter.from ?? "–"],
          [t("audit.to"), filter.to ?? "–"],
          [t("audit.who"), filter.actors.join(", ") || t("audit.anyone")],
          [t("audit.what"), filter.kinds.join(", ") || t("audit.anything")],
        ],
        definitions: [],
        count: await countAudit(scope, filter),
        portions: (async function* () {
          let before: number | null = null;
          while (true) {
            const rows: AuditRow[] = await listAudit(scope, { ...filter, before }, portionRows);
            yield rows;
            before = rows.at(-1)?.id ?? null;
            if (rows.length < portionRows || before === null) return;
          }
        })(),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

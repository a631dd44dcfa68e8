import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-templates";
import type { Template } from "@/lib/notifications/queries/templates";
import { templateHref } from "./template-path";
import { TemplateState } from "./templates-screen";

type Props = {
  versions: readonly Template[];
  shown: Template;
  compared: Template | null;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** Every version there has been, each to be read and held against the one that is shown. */
export function VersionTable({ versions, shown, compared, timeZone, address, locale }: Props) {
  const used = versions.find(({ withdrawnAt }) => withdrawnAt === null);
  const columns: Column<Template>[] = [
    {
      key: "version",
      title: t("templates.column.version"),
      cell: ({ id, version }) => (
        <Link href={templateHref(id, address)} prefetch={false}>
          {t("templates.version", { n: version })}
        </Link>
      ),
    },
    {
      key: "written",
      title: t("templates.column.written"),
      cell: ({ createdByName, createdAt }) =>
        t("templates.writtenBy", { by: createdByName, day: formatInstant(createdAt, timeZone, locale) }),
    },
    {
      key: "state",
      title: t("templates.column.state"),
      cell: (version) => (
        <TemplateState state={version.withdrawnAt !== null ? "withdrawn" : version === used ? "used" : "older"} />
      ),
    },
    {
      key: "compare",
      title: t("templates.compare"),
      cell: ({ id, version }) =>
        id === shown.id ? null : (
          <Link href={templateHref(shown.id, address, { compare: String(version) })} prefetch={false}>
            {t("templates.compareWith", { n: version, shown: shown.version })}
          </Link>
        ),
    },
  ];
  return (
    <Section title={t("templates.versions")} flush>
      <DataTable
        caption={t("templates.versions")}
        columns={columns}
        rows={versions}
        rowKey={({ id }) => String(id)}
        isCurrent={({ id }) => id === shown.id || id === compared?.id}
        empty={null}
      />
    </Section>
  );
}

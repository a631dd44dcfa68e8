import Link from "next/link";
import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { layoutColumns, layoutText } from "@/lib/escheat/filing/layout-text";
import type { KeptLayout } from "@/lib/escheat/queries/naupa2";
import { naupa2Records } from "@/lib/escheat/report-file/naupa2/layout";
import { dateFormats, valueNames } from "@/lib/escheat/report-file/naupa2/value-names";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { LayoutForm } from "./layout-form";
import classes from "./reports.module.css";

type Props = { kept: KeptLayout | null; canSave: boolean; timeZone: string; address: Address; locale: Locale };

/** Where the fields of a NAUPA II record stand: nobody could publish it with the product, so a person enters it. */
export function LayoutScreen({ kept, canSave, timeZone, address, locale }: Props) {
  return (
    <>
      <PageHeader
        title={t("layout.title")}
        lead={t("layout.lead")}
        above={<Link href={hrefTo("/issuer/escheat/reports", address)}>{t("reports.back")}</Link>}
      />
      <EscheatTabs current="reports" address={address} />
      <Section
        title={t("layout.enter")}
        note={
          kept
            ? t("layout.kept", {
                count: kept.layout.length,
                who: kept.updatedByName,
                when: formatInstant(kept.updatedAt, timeZone, locale),
              })
            : t("layout.none")
        }
      >
        <LayoutForm
          text={kept ? layoutText(kept.layout) : `${layoutColumns.join(",")}\n`}
          propertyCode={kept?.propertyCode ?? null}
          canSave={canSave}
        />
      </Section>
      <Section title={t("layout.rules")} note={t("layout.rules.note", { forms: dateFormats.join(", ") })} flush>
        <DataTable
          caption={t("layout.rules")}
          rows={naupa2Records}
          rowKey={(record) => record}
          empty={null}
          columns={[
            { key: "record", title: t("layout.record"), cell: (record) => record },
            {
              key: "values",
              title: t("layout.values"),
              cell: (record) => (
                <span className={classes.quiet}>
                  {Object.entries(valueNames[record])
                    .map(([name, kind]) => (kind === "date" ? `${name} as …` : name))
                    .join(" · ")}
                </span>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}

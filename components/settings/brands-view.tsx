import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/identity";
import type { BrandRow } from "@/lib/programme/queries";
import { AddBrand, RenameBrand } from "./brand-dialogs";

type Props = { brands: readonly BrandRow[]; issuer: string; canManage: boolean; locale: Locale };

export function BrandsView({ brands, issuer, canManage, locale }: Props) {
  return (
    <Section title={t("settings.brands")} actions={<ExportMenu table="brands" locale={locale} />} flush>
      <DataTable
        caption={t("brands.caption", { issuer })}
        columns={[
          { key: "name", title: t("brands.name"), cell: (brand) => brand.name },
          { key: "code", title: t("brands.code"), cell: (brand) => <code>{brand.code}</code> },
          {
            key: "types",
            title: t("brands.types"),
            numeric: true,
            cell: (brand) => formatCount(brand.cardTypes, locale),
          },
          ...(canManage
            ? [
                {
                  key: "change",
                  title: "",
                  cell: (brand: BrandRow) => <RenameBrand brandId={brand.id} name={brand.name} />,
                },
              ]
            : []),
        ]}
        rows={brands}
        rowKey={(brand) => String(brand.id)}
        empty={
          <EmptyState title={t("brands.empty")} action={canManage ? <AddBrand /> : undefined}>
            {t("brands.emptyWhat")}
          </EmptyState>
        }
      />
    </Section>
  );
}

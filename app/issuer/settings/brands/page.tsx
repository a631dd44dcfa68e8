import type { Metadata } from "next";
import { AddBrand } from "@/components/settings/brand-dialogs";
import { BrandsView } from "@/components/settings/brands-view";
import { SectionLead } from "@/components/settings/section-lead";
import type { Address } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { listBrands } from "@/lib/programme/queries";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.brands") };

export default async function BrandsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("setting.read");
  const canManage = may(scope, "brand.manage");
  const [brands, locale] = await Promise.all([listBrands(scope), localeFor(await searchParams)]);
  return (
    <>
      <SectionLead isReadOnly={!canManage} actions={canManage && brands.length > 0 ? <AddBrand /> : undefined}>
        {t("brands.lead")}
      </SectionLead>
      <BrandsView brands={brands} issuer={scope.issuer.name} canManage={canManage} locale={locale} />
    </>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CardTypeForm } from "@/components/settings/card-type-form";
import { PartTitle } from "@/components/settings/part-title";
import { NotFound } from "@/lib/errors";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { getCardType, listBrands } from "@/lib/programme/queries";

export const metadata: Metadata = { title: t("settings.cardTypes") };

type Props = { params: Promise<{ id: string }> };

export default async function CardTypePage({ params }: Props) {
  const scope = await requireScope("setting.read");
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) notFound();
  const [cardType, brands] = await Promise.all([
    getCardType(scope, Number(id)).catch((error: unknown) => {
      if (error instanceof NotFound) notFound();
      throw error;
    }),
    listBrands(scope),
  ]);
  const issuer = encodeURIComponent(scope.issuer.code);
  return (
    <>
      <PartTitle
        title={cardType.name}
        note={t("cardTypes.code", { code: cardType.code, currency: cardType.currency })}
        above={<Link href={`/issuer/settings/card-types?issuer=${issuer}`}>{t("cardTypes.all")}</Link>}
      />
      <CardTypeForm
        // Of the card type, not of its version: the refresh after a save must not undo what is being written meanwhile.
        key={cardType.id}
        cardType={cardType}
        brands={brands}
        canManage={may(scope, "card-type.manage")}
      />
    </>
  );
}

import { Button, TextInput } from "@mantine/core";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/identity";
import { unknownAnswers } from "@/lib/programme/card-type-flags";
import type { CardTypeRow } from "@/lib/programme/queries";
import classes from "./settings.module.css";

type Props = {
  cardTypes: readonly CardTypeRow[];
  issuer: { code: string; name: string };
  search: string;
  hrefOf: (id: number) => string;
  locale: Locale;
};

export function CardTypesView({ cardTypes, issuer, search, hrefOf, locale }: Props) {
  return (
    <>
      <form method="get" className={classes.toolbar}>
        <input type="hidden" name="issuer" value={issuer.code} />
        <TextInput type="search" name="q" label={t("cardTypes.search")} defaultValue={search} maxLength={80} />
        <Button type="submit" variant="default">
          {t("cardTypes.find")}
        </Button>
      </form>
      <Section title={t("settings.cardTypes")} actions={<ExportMenu table="card-types" locale={locale} />} flush>
        <DataTable
          caption={t("cardTypes.caption", { issuer: issuer.name })}
          columns={[
            { key: "name", title: t("cardTypes.name"), cell: (type) => <Name type={type} href={hrefOf(type.id)} /> },
            { key: "brand", title: t("cardTypes.brand"), cell: (type) => type.brandName ?? t("answer.unknown") },
            { key: "model", title: t("cardTypes.model"), wide: true, cell: (type) => word(type.businessModel) },
            { key: "medium", title: t("cardTypes.medium"), wide: true, cell: (type) => word(type.medium) },
            { key: "currency", title: t("cardTypes.currency"), wide: true, cell: (type) => type.currency },
            { key: "unknowns", title: t("cardTypes.unknowns"), numeric: true, cell: (type) => unknowns(type, locale) },
          ]}
          rows={cardTypes}
          rowKey={(type) => String(type.id)}
          empty={<Nothing search={search} />}
        />
      </Section>
    </>
  );
}

type Word = NonNullable<CardTypeRow["businessModel"] | CardTypeRow["medium"]>;

function word(value: Word | null): string {
  return value === null ? t("answer.unknown") : t(`value.${value}`);
}

function unknowns(type: CardTypeRow, locale: Locale): string {
  const count = unknownAnswers(type).length;
  return count === 0 ? t("cardTypes.none") : formatCount(count, locale);
}

function Name({ type, href }: { type: CardTypeRow; href: string }) {
  return (
    <>
      <Link href={href} className={classes.strong}>
        {type.name}
      </Link>
      <span className={classes.small}>{type.code}</span>
    </>
  );
}

function Nothing({ search }: { search: string }) {
  if (search !== "") {
    return <EmptyState title={t("cardTypes.notFound", { search })}>{t("cardTypes.notFoundWhat")}</EmptyState>;
  }
  return (
    <EmptyState
      title={t("cardTypes.empty")}
      action={<ButtonLink href="/issuer/imports">{t("cardTypes.import")}</ButtonLink>}
    >
      {t("cardTypes.emptyWhat")}
    </EmptyState>
  );
}

import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { answers, unknownAnswers } from "@/lib/programme/card-type-flags";
import { type CardTypeRow, listCardTypes } from "@/lib/programme/queries";
import { onePortion, type Prepared, prepare, wholeList } from "../prepared";
import type { ExportColumn } from "../table";

type Word = NonNullable<CardTypeRow["businessModel"] | CardTypeRow["medium"] | CardTypeRow["issuerType"]>;

const word = (value: Word | null) => t(value === null ? "answer.unknown" : `value.${value}`);
const answer = (value: boolean | null) => t(value === null ? "answer.unknown" : value ? "answer.yes" : "answer.no");

const columns: ExportColumn<CardTypeRow>[] = [
  { title: t("cardTypes.name"), kind: "text", value: (type) => type.name },
  { title: t("brands.code"), kind: "text", value: (type) => type.code },
  { title: t("cardTypes.brand"), kind: "text", value: (type) => type.brandName ?? t("answer.unknown") },
  { title: t("cardTypes.model"), kind: "text", value: (type) => word(type.businessModel) },
  { title: t("cardTypes.medium"), kind: "text", value: (type) => word(type.medium) },
  { title: t("cardType.category"), kind: "text", value: (type) => type.category },
  { title: t("cardTypes.currency"), kind: "text", value: (type) => type.currency },
  { title: t("cardType.issuerType"), kind: "text", value: (type) => word(type.issuerType) },
  ...answers.map((field) => ({
    title: t(`cardType.${field}`),
    kind: "text" as const,
    value: (type: CardTypeRow) => answer(type[field]),
  })),
  { title: t("cardType.validityDays"), kind: "count", value: (type) => type.validityDays },
  { title: t("cardType.fundsValidityDays"), kind: "count", value: (type) => type.fundsValidityDays },
  { title: t("cardTypes.unknowns"), kind: "count", value: (type) => unknownAnswers(type).length },
];

/** Card types as the page finds them, with all that the law asks of each: the page's own list shows how much is unknown. */
export async function cardTypeSource(scope: Scope, search: string): Promise<Prepared> {
  const rows = await listCardTypes(scope, search, wholeList);
  return prepare<CardTypeRow>({
    name: "card-types",
    title: t("settings.cardTypes"),
    columns,
    facts: [
      [t("export.issuer"), scope.issuer.name],
      ...(search === "" ? [] : [[t("cardTypes.search"), search] as const]),
    ],
    definitions: answers.map((field) => [t(`cardType.${field}`), t(`cardType.${field}.why`)]),
    count: rows.length,
    portions: onePortion(rows),
  });
}

import type { CivilDate } from "@/lib/dates";
import { formatDate, formatMoney } from "@/lib/format";
import { t } from "@/lib/messages/escheat-files";
import { type Letter, type LetterItem, respondBefore } from "./letter";

export type LetterRow = readonly [card: string, activity: string, value: string];

/** A letter's words, in the order they stand on the page: what is approved, printed and kept. */
export type LetterText = {
  readonly sender: readonly string[];
  readonly date: string;
  readonly reference: string;
  readonly recipient: readonly string[];
  readonly heading: string;
  readonly nature: string;
  readonly columns: LetterRow;
  readonly items: readonly LetterRow[];
  /** Of several cards. */
  readonly total: LetterRow | null;
  readonly paragraphs: readonly string[];
  readonly signature: string;
};

const dollars = (cents: bigint): string => formatMoney(cents, "USD");

const itemText = ({ lastFour, lastActivityOn, valueCents }: LetterItem): LetterRow => [
  lastFour === "" ? t("letter.card") : t("letter.cardEnding", { digits: lastFour }),
  formatDate(lastActivityOn),
  dollars(valueCents),
];

export function letterText(letter: Letter, noticeOn: CivilDate): LetterText {
  const { agency, sender, recipient, items, reference } = letter;
  const values = {
    jurisdiction: agency.jurisdiction,
    agency: agency.name,
    website: agency.website,
    holder: sender.name,
    phone: sender.phone,
    email: sender.email,
    date: formatDate(respondBefore(noticeOn)),
    reference,
    count: items.length,
  };
  const total = items.reduce((sum, item) => sum + item.valueCents, 0n);
  return {
    sender: [sender.name, ...sender.lines],
    date: formatDate(noticeOn),
    reference: t("letter.reference", values),
    recipient: [recipient.name, ...recipient.lines, ...(recipient.country === null ? [] : [recipient.country])],
    heading: t("letter.heading", values),
    nature: t("letter.nature", values),
    columns: [t("letter.column.card"), t("letter.column.activity"), t("letter.column.value")],
    items: items.map(itemText),
    total: items.length > 1 ? [t("letter.total"), "", dollars(total)] : null,
    paragraphs: [
      t("letter.transfer", values),
      t("letter.claim", values),
      t("letter.sale", values),
      t("letter.act", values),
      t("letter.required", values),
    ],
    signature: sender.name,
  };
}

/** Every piece of text on the page. */
export function textsOf(text: LetterText): string[] {
  const { sender, date, reference, recipient, heading, nature, columns, items, total, paragraphs, signature } = text;
  return [
    ...sender,
    date,
    reference,
    ...recipient,
    heading,
    nature,
    ...columns,
    ...items.flat(),
    ...(total ?? []),
    ...paragraphs,
    signature,
  ];
}

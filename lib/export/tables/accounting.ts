import { isLocked } from "@/lib/accounting/month-lock";
import { movementNames } from "@/lib/accounting/movements";
import { getBooks } from "@/lib/accounting/queries/books";
import { getJournal } from "@/lib/accounting/queries/journal";
import { listMonths } from "@/lib/accounting/queries/months";
import { getRecognition } from "@/lib/accounting/queries/recognition";
import { type RecognitionRow, recognitionFigures } from "@/lib/accounting/recognition-view";
import type { RollForwardRow } from "@/lib/accounting/roll-forward";
import { booksParams, journalParams, recognitionParams } from "@/lib/accounting/schema";
import { readAddress } from "@/lib/address";
import { Conflict } from "@/lib/errors";
import { t } from "@/lib/messages/accounting-screens";
import { booksFacts, currencyOf, names } from "../accounting-facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { Fact } from "../table";

const balances = ["opening", "closing", "payableOpening", "payableClosing"] as const;

/** The books as files: what a screen shows, and every card type of it. */
export const accountingTables = {
  "accounting-roll-forward": {
    permission: "accounting.read",
    prepare: async (scope, address) => {
      const { currency = scope.issuer.currency, ...params } = readAddress(booksParams, address);
      const books = await getBooks(scope, { ...params, currency });
      const { typeName, brandName } = names(books);
      const money = (title: string, value: (row: RollForwardRow) => bigint) => ({
        title,
        kind: "money" as const,
        currency: currencyOf,
        value,
      });
      return prepare<RollForwardRow>({
        name: "roll-forward",
        title: t("accounting.rollForward"),
        columns: [
          { title: t("accounting.month"), kind: "text", value: ({ month }) => month.slice(0, 7) },
          { title: t("accounting.cardType"), kind: "text", value: ({ cardType }) => typeName(cardType) },
          {
            title: t("export.code", { name: t("accounting.cardType") }),
            kind: "text",
            value: ({ cardType }) => cardType,
          },
          { title: t("accounting.brand"), kind: "text", value: ({ brand }) => brandName(brand) },
          { title: t("currency.label"), kind: "text", value: currencyOf },
          {
            title: t("accounting.standing"),
            kind: "text",
            value: ({ standing }) => t(`accounting.standing.${standing}`),
          },
          {
            title: t("accounting.state"),
            kind: "text",
            value: ({ month }) => t(isLocked(books.locks, month) ? "accounting.locked" : "accounting.open"),
          },
          money(t("accounting.opening"), ({ opening }) => opening),
          ...movementNames.map((name) => money(t(`accounting.${name}`), ({ movements }) => movements[name])),
          ...balances.slice(1).map((name) => money(t(`accounting.${name}`), (row) => row[name])),
        ],
        facts: booksFacts(scope.issuer.name, books),
        definitions: [
          [t("accounting.opening"), t("accounting.opening.means")],
          ...movementNames.map((name): Fact => [t(`accounting.${name}`), t(`accounting.${name}.means`)]),
          [t("accounting.closing"), t("accounting.closing.means")],
          [t("accounting.payableClosing"), t("accounting.payable.means")],
        ],
        count: books.rows.length,
        portions: onePortion(books.rows),
      });
    },
  },
  "accounting-corrections": {
    permission: "accounting.read",
    prepare: async (scope, address) => {
      const { currency = scope.issuer.currency, ...params } = readAddress(booksParams, address);
      const books = await getBooks(scope, { ...params, currency });
      const { typeName } = names(books);
      const rows = books.corrections;
      return prepare<(typeof rows)[number]>({
        name: "corrections",
        title: t("accounting.corrections"),
        columns: [
          { title: t("accounting.correctionMonth"), kind: "text", value: ({ month }) => month.slice(0, 7) },
          { title: t("accounting.bookedIn"), kind: "text", value: ({ bookedIn }) => bookedIn.slice(0, 7) },
          { title: t("accounting.cardType"), kind: "text", value: ({ cardType }) => typeName(cardType) },
          { title: t("currency.label"), kind: "text", value: ({ currency }) => currency },
          ...movementNames.map((name) => ({
            title: t(`accounting.${name}`),
            kind: "money" as const,
            currency: ({ currency }: (typeof rows)[number]) => currency,
            value: ({ movements }: (typeof rows)[number]) => movements[name],
          })),
        ],
        facts: booksFacts(scope.issuer.name, books),
        definitions: [[t("accounting.corrections"), t("accounting.corrections.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "accounting-journal": {
    permission: "accounting.read",
    prepare: async (scope, address) => {
      const { currency = scope.issuer.currency, ...params } = readAddress(journalParams, address);
      const { books, lines } = await getJournal(scope, { ...params, currency });
      if (!lines.ok) throw new Conflict(t("accounting.journal.refused"));
      const rows = lines.value;
      type Line = (typeof rows)[number];
      const side = (name: "debit" | "credit") => ({
        title: t(`accounting.journal.${name}`),
        kind: "money" as const,
        currency: ({ currency }: Line) => currency,
        value: (line: Line) => (line[name] === 0n ? null : line[name]),
      });
      return prepare<Line>({
        name: "journal",
        title: t("accounting.journal"),
        columns: [
          { title: t("accounting.journal.date"), kind: "date", value: ({ date }) => date },
          { title: t("accounting.month"), kind: "text", value: ({ source }) => source.month.slice(0, 7) },
          { title: t("accounting.journal.account"), kind: "text", value: ({ account }) => account },
          { title: t("accounting.journal.accountName"), kind: "text", value: ({ accountName }) => accountName },
          side("debit"),
          side("credit"),
          { title: t("currency.label"), kind: "text", value: ({ currency }) => currency },
          { title: t("accounting.journal.memo"), kind: "text", value: ({ memo }) => memo },
          { title: t("accounting.cardType"), kind: "text", value: ({ source }) => source.cardType },
        ],
        facts: booksFacts(scope.issuer.name, books),
        definitions: [[t("accounting.journal"), t("accounting.journal.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "accounting-recognition": {
    permission: "accounting.read",
    prepare: async (scope, address) => {
      const { books, currency, rows } = await getRecognition(scope, readAddress(recognitionParams, address));
      return prepare<RecognitionRow>({
        name: "recognition",
        title: t("recognition.title"),
        columns: [
          { title: t("accounting.cardType"), kind: "text", value: ({ programme }) => programme.name },
          {
            title: t("export.code", { name: t("accounting.cardType") }),
            kind: "text",
            value: ({ programme }) => programme.code,
          },
          { title: t("recognition.saleMonth"), kind: "text", value: ({ saleMonth }) => saleMonth?.slice(0, 7) ?? "" },
          ...recognitionFigures.map((name) => ({
            title: t(`recognition.${name}`),
            kind: "money" as const,
            currency,
            value: (row: RecognitionRow) => row[name],
          })),
          { title: t("recognition.exceeded"), kind: "count", value: ({ exceeded }) => exceeded },
        ],
        facts: booksFacts(scope.issuer.name, books),
        definitions: recognitionFigures.map((name) => [t(`recognition.${name}`), t(`recognition.${name}.means`)]),
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "accounting-months": {
    permission: "accounting.read",
    prepare: async (scope) => {
      const { months } = await listMonths(scope);
      type Row = (typeof months)[number];
      return prepare<Row>({
        name: "months",
        title: t("months.title"),
        columns: [
          { title: t("accounting.month"), kind: "text", value: ({ month }) => month.slice(0, 7) },
          {
            title: t("accounting.state"),
            kind: "text",
            value: ({ lock }) =>
              t(
                lock === null
                  ? "accounting.open"
                  : lock.signedOffBy === null
                    ? "accounting.locked"
                    : "accounting.signedOff",
              ),
          },
          { title: t("months.lockedBy"), kind: "text", value: ({ lock }) => lock?.lockedByName ?? "" },
          { title: t("months.lockedAt"), kind: "text", value: ({ lock }) => lock?.lockedAt ?? "" },
          { title: t("months.signedOffBy"), kind: "text", value: ({ lock }) => lock?.signedOffByName ?? "" },
          { title: t("months.signedOffAt"), kind: "text", value: ({ lock }) => lock?.signedOffAt ?? "" },
          { title: t("months.hash"), kind: "text", value: ({ lock }) => lock?.rowsHash ?? "" },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [[t("months.hash"), t("months.hash.means")]],
        count: months.length,
        portions: onePortion(months),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

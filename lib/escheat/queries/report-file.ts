import { type Tx, withScope } from "@/db/client";
import { readContext } from "@/lib/breakage/queries/context";
import { Conflict, Invalid, isDomainError } from "@/lib/errors";
import { prepare } from "@/lib/export/prepared";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { STATUTE_CURRENCY } from "../exemption";
import { reportSums } from "../filing/report-hash";
import type { FrozenReport } from "../filing/report-record";
import { type FileQuery, type ReportFormat, reportFiles } from "../filing/schema";
import { type HolderNeed, missingOfHolder, stateReportOf, type WrittenReport } from "../filing/state-report";
import { paymentTypes } from "../report-file/codes";
import type { ReportLines } from "../report-file/lines";
import { naupa2File } from "../report-file/naupa2/write";
import { type Naupa3Edition, naupa3Editions } from "../report-file/naupa3/edition";
import { naupa3Warnings } from "../report-file/naupa3/warnings";
import { naupa3Pieces } from "../report-file/naupa3/write";
import { type Payment, propertiesOf, type StateReport } from "../report-file/report";
import { reportTable } from "../report-file/table";
import { type DraftAsked, draftNow } from "./draft";
import { findLayout } from "./naupa2";
import { type ReportRow, readReport, requireStored } from "./report-store";

/** Names the maker of a file: the product, not a release of it. */
const SOFTWARE_VERSION = "1.0";

export type ReportFile = {
  readonly name: string;
  readonly type: string;
  readonly bytes: () => AsyncGenerator<Uint8Array>;
  readonly warnings: readonly string[];
};

/**
 * A report as a file, from its frozen rows. Once it is filed, the payment in it is the one that was filed.
 * @throws Conflict when the stored rows are not those that were made; Invalid that names what keeps the file from being written.
 */
export function writeReportFile(scope: Scope, id: number, asked: FileQuery): Promise<ReportFile> {
  return withScope(
    scope,
    async (tx) => {
      const row = await readReport(tx, scope, id);
      const frozen = await requireStored(tx, scope, row);
      const isFinal = row.state === "filed" || row.state === "acknowledged";
      const name = `report-${id}${isFinal ? "" : `-${row.state}`}`;
      return fileOf(tx, scope, frozen, name, paymentOf(row.payment, asked), asked);
    },
    { readOnly: true },
  );
}

/** The file that a report made now would be, without making one: nothing of it is kept. @throws as `draftNow` and the formats do. */
export function previewReportFile(
  scope: Scope,
  of: Pick<DraftAsked, "jurisdiction" | "reportYear">,
  asked: FileQuery,
): Promise<ReportFile & { readonly cards: number; readonly amount: bigint }> {
  return withScope(
    scope,
    async (tx) => {
      const { defaultAsOf: asOf, dataUntil } = await readContext(tx, scope, null);
      const { draft, dates } = await draftNow(tx, scope, { ...of, asOf, dataUntil });
      const { cutoffOn, dueOn } = dates;
      const head = { ...of, asOf, knownAt: "", cutoffOn, dueOn, currency: STATUTE_CURRENCY, preparedBy: 0 };
      const file = await fileOf(tx, scope, { ...head, ...draft }, "preview", paymentOf(null, asked), asked);
      return { ...file, ...reportSums(draft.cards) };
    },
    { readOnly: true },
  );
}

async function fileOf(
  tx: Tx,
  scope: Scope,
  frozen: FrozenReport,
  name: string,
  payment: Payment | null,
  asked: FileQuery,
): Promise<ReportFile> {
  const written = stateReportOf(frozen, payment, SOFTWARE_VERSION);
  const layout = asked.format === "naupa2" ? await findLayout(tx, scope) : null;
  const { type, end } = reportFiles[asked.format];
  const { jurisdiction, reportYear } = frozen;
  return { name: `${jurisdiction}-${reportYear}-${name}.${end}`, type, ...bodyOf(frozen, written, asked, layout) };
}

export type FileState = {
  readonly format: ReportFormat;
  readonly edition: Naupa3Edition | null;
  /** What keeps it from being written; null: nothing does. */
  readonly why: string | null;
  readonly warnings: readonly string[];
};

const kinds: readonly Pick<FileState, "format" | "edition">[] = [
  ...naupa3Editions.toReversed().map((edition) => ({ format: "naupa3" as const, edition })),
  { format: "naupa2", edition: null },
  { format: "csv", edition: null },
  { format: "xlsx", edition: null },
];

/** Which files of a report can be made, and what is missing for the others; the payment is asked for with the download. */
export function checkReportFiles(scope: Scope, id: number): Promise<FileState[]> {
  return withScope(
    scope,
    async (tx) => {
      const row = await readReport(tx, scope, id);
      const frozen = await requireStored(tx, scope, row);
      const paid: Payment = { type: "other", confirmation: "-" };
      const written = stateReportOf(frozen, paymentOf(row.payment, {}) ?? paid, SOFTWARE_VERSION);
      const layout = await findLayout(tx, scope);
      return kinds.map(({ format, edition }): FileState => {
        try {
          const { warnings } = bodyOf(frozen, written, { format, ...(edition ? { edition } : {}) }, layout);
          return { format, edition, why: null, warnings };
        } catch (error) {
          if (!isDomainError(error)) throw error;
          const faults = Object.entries(error.fields).map(([field, fault]) => `${field} ${fault}`);
          return { format, edition, why: [error.message, ...faults.slice(1, MOST_FAULTS)].join(" · "), warnings: [] };
        }
      });
    },
    { readOnly: true },
  );
}

const MOST_FAULTS = 6;

type Body = Pick<ReportFile, "bytes" | "warnings">;
type Layout = Awaited<ReturnType<typeof findLayout>>;

function bodyOf(frozen: FrozenReport, { report, lines }: WrittenReport, asked: FileQuery, layout: Layout): Body {
  switch (asked.format) {
    case "naupa3": {
      if (!asked.edition) throw new Invalid(undefined, { fields: { edition: t("filing.file.edition") } });
      refuseMissing(missingOfHolder(frozen.content.holder, "naupa3"));
      const format = { edition: asked.edition, propertyCode: frozen.content.holder.propertyCode };
      // Every problem is named here, before a byte goes out.
      const pieces = naupa3Pieces(report, format);
      return {
        bytes: () => inBytes(pieces),
        warnings: [...warningsOf(report, lines), ...naupa3Warnings(report, format)],
      };
    }
    case "naupa2": {
      if (!layout) throw new Conflict(t("filing.file.noLayout"));
      refuseMissing(missingOfHolder(frozen.content.holder, "naupa2"));
      const aggregateAllowed = (frozen.content.aggregateBelow.value ?? 0) > 0;
      const { bytes, warnings } = naupa2File([report], { ...layout, aggregateAllowed });
      return { bytes: () => whole(bytes), warnings: [...warningsOf(report, lines), ...warnings] };
    }
    case "csv":
      return { bytes: () => inBytes(prepare(reportTable(report)).csv()), warnings: warningsOf(report, lines) };
    case "xlsx":
      return { bytes: () => fromStream(prepare(reportTable(report)).xlsx()), warnings: warningsOf(report, lines) };
  }
}

/** What whoever sends the file has to know, in whatever format. */
function warningsOf(report: StateReport, { warnings }: ReportLines): readonly string[] {
  const isNamed = propertiesOf(report).some(({ owners }) => owners.some(({ kind }) => kind === "named"));
  return isNamed ? [...warnings, t("filing.file.relationship")] : warnings;
}

function refuseMissing(missing: readonly HolderNeed[]): void {
  if (missing.length === 0) return;
  const names = missing.map((field) => t(`filing.holder.${field}`)).join(", ");
  throw new Invalid(t("filing.file.missing", { names }), { status: 422 });
}

function paymentOf(filed: ReportRow["payment"], asked: Pick<FileQuery, "payment" | "confirmation">): Payment | null {
  const type = paymentTypes.find((one) => one === (filed?.type ?? asked.payment));
  const confirmation = filed?.confirmation ?? asked.confirmation;
  return type !== undefined && typeof confirmation === "string" && confirmation !== "" ? { type, confirmation } : null;
}

async function* inBytes(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* fromStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk;
}

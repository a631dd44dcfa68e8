import { createHash } from "node:crypto";
import { Document, renderToBuffer } from "@react-pdf/renderer";
import { t } from "@/lib/messages/escheat-files";
import { refuseProblems } from "../report-file/problem";
import { inMailOrder } from "./batch";
import { letterProblems } from "./check";
import type { LetterBatch } from "./letter";
import { LetterPage } from "./page";
import { letterText } from "./text";

export type PrintedLetters = {
  readonly bytes: Uint8Array;
  /** Of the bytes: what an approval names. */
  readonly sha256: string;
  /** In the order in which they stand in the file. */
  readonly references: readonly string[];
};

const product = "Breakwater";

/**
 * A batch as one PDF, in fonts that `registerLetterFonts` has made known, each letter on a page of its own (more where it lists many cards), in the order of mailing. The same
 * batch gives the same bytes: the file's date is the notice's, and nothing else in it depends on when it is made.
 * @throws Invalid that names every letter that cannot be printed and why; then there is no file at all.
 */
export async function lettersPdf({ noticeOn, letters }: LetterBatch): Promise<PrintedLetters> {
  refuseProblems(letterProblems({ noticeOn, letters }));
  const sorted = inMailOrder(letters);
  const made = new Date(`${noticeOn}T00:00:00Z`);
  const bytes = await renderToBuffer(
    <Document
      title={t("letter.title", { count: sorted.length, date: noticeOn })}
      author={product}
      creator={product}
      producer={product}
      language="en-US"
      creationDate={made}
      modificationDate={made}
    >
      {sorted.map((letter) => (
        <LetterPage key={letter.reference} text={letterText(letter, noticeOn)} />
      ))}
    </Document>,
  );
  return {
    bytes,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    references: sorted.map(({ reference }) => reference),
  };
}

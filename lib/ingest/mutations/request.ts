import { Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { parseInput, parseJson } from "@/lib/validation";
import type { Mapping } from "../mapping/schema";
import { findMapping } from "../queries/mapping";
import { sizeText } from "../reader/source";
import { importBody } from "../schema";
import { storeFile } from "./file";

/** A form is held in memory as a whole, so larger files are sent one by one beforehand. */
const FORM_BYTES = 32 * 1024 * 1024;
const JSON_BYTES = 1024 * 1024;

export type ImportRequest = { fileIds: number[]; mapping: Mapping; dryRun: boolean };

/**
 * What is to be imported, as REST is asked for it: JSON with the ids of files sent beforehand, or a form with the files
 * themselves. @throws Invalid, NotFound for files that are not there.
 */
export async function readImportRequest(scope: Scope, request: Request): Promise<ImportRequest> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "multipart/form-data") return fromForm(scope, request);
  if (type !== "application/json") {
    throw new Invalid("Send JSON with the ids of files, or a form (multipart/form-data) with the files themselves.", {
      fields: { "content-type": "is neither application/json nor multipart/form-data" },
    });
  }
  refuseLength(request, JSON_BYTES);
  const body = parseInput(importBody, parseJson(await request.text()));
  return { fileIds: body.files, mapping: await mappingOf(scope, body.mapping), dryRun: body.dryRun };
}

async function fromForm(scope: Scope, request: Request): Promise<ImportRequest> {
  refuseLength(request, FORM_BYTES);
  const form = await readForm(request);
  const known = new Set(["file", "mapping", "dryRun"]);
  for (const name of form.keys()) {
    if (!known.has(name))
      throw new Invalid("Unknown part of the form.", { fields: { [name.slice(0, 40)]: "is not known here" } });
  }
  const dryRun = flagOf(form.getAll("dryRun"), "dryRun");
  const named = form.get("mapping");
  if (typeof named !== "string") throw new Invalid("Name a mapping.", { fields: { mapping: "is missing" } });
  const mapping = await mappingOf(scope, named);
  const files = form.getAll("file").filter((part) => typeof part !== "string");
  if (files.length === 0) throw new Invalid("Send at least one file.", { fields: { file: "is missing" } });
  const fileIds: number[] = [];
  for (const file of files) fileIds.push((await storeFile(scope, file.name, streamOf(file))).id);
  return { fileIds, mapping, dryRun };
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (cause) {
    const fields = { body: "is no form: its parts cannot be told apart, or the last one is cut off" };
    throw new Invalid("The form cannot be read.", { cause, fields });
  }
}

/** Nothing but these words: one that was meant as "yes" and read as "no" would load what was to be checked. */
function flagOf(given: readonly FormDataEntryValue[], name: string): boolean {
  const [word = "false", ...more] = given;
  if (more.length === 0 && (word === "true" || word === "false")) return word === "true";
  throw new Invalid("Say true or false.", { fields: { [name]: "is neither true nor false" } });
}

const streamOf = (file: File): AsyncIterable<Uint8Array> => file.stream() as ReadableStream<Uint8Array>;

function refuseLength(request: Request, most: number): void {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= most)) {
    throw new Invalid(
      `The body may have at most ${sizeText(most)} and must say its length. Send larger files one by one to /api/v1/imports/files.`,
      { fields: { body: "is too large or has no length" } },
    );
  }
}

async function mappingOf(scope: Scope, given: string | Mapping): Promise<Mapping> {
  if (typeof given !== "string") return given;
  const mapping = await findMapping(scope, given);
  if (!mapping) throw new NotFound("This mapping");
  return mapping;
}

import { readFile } from "node:fs/promises";
import type { NamedText } from "@/lib/breakage/triangle/csv-faults";
import { Invalid } from "@/lib/errors";
import { UsageError } from "./command";

/** The text of a file named on the command line. */
export async function csvTextOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Invalid(`${file} is not text in UTF-8.`, { cause });
  }
}

/** The same with its name, by which problems in it are told. */
export const csvNamed = async (file: string): Promise<NamedText> => ({ name: file, text: await csvTextOf(file) });

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Invalid } from "@/lib/errors";
import { parseJson } from "@/lib/validation";
import { UsageError } from "./command";

/** What a JSON file named on the command line holds; `-` is standard input. */
export async function jsonOf(file: string): Promise<unknown> {
  const read = file === "-" ? text(process.stdin) : readFile(file, "utf8");
  const content = await read.catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause });
  });
  try {
    return parseJson(content);
  } catch (cause) {
    throw new Invalid(`${file} is not valid JSON.`, { cause });
  }
}

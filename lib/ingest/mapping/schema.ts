import { z } from "zod";
import { issuerInput } from "@/lib/identity/schema";
import { entities } from "../constants";
import { definitionOf, fieldOf } from "../entities";
import { isDelimiter } from "../reader/delimiter";
import { encodings } from "../reader/encoding";
import { dateFormats } from "../row/dates";

/** A column by its header's name, or by its place counted from 1 where headers lie. */
export const columnSchema = z.union([
  z.strictObject({ column: z.int().min(1).max(1_000) }),
  z.strictObject({ header: z.string().min(1).max(200) }),
]);
export type ColumnChoice = z.infer<typeof columnSchema>;

/** One character that can divide: not what ends lines, marks quotes or is a part of words and numbers. */
export const delimiterSchema = z
  .string()
  .length(1)
  .refine((sign) => isDelimiter(sign), "Columns cannot be divided by a letter, a digit, a quote or a line end.");

const text = (most: number) => z.string().min(1).max(most);

export const fileMappingSchema = z
  .strictObject({
    entity: z.enum(entities),
    /** File names this part is for; `*` stands for anything. */
    match: text(200),
    /** False: the first line is already data. */
    header: z.boolean().default(true),
    encoding: z.enum(encodings).optional(),
    delimiter: delimiterSchema.optional(),
    sheet: text(100).optional(),
    dateFormats: z.array(z.enum(dateFormats)).min(1, "Choose how this file writes dates.").default(["YYYY-MM-DD"]),
    /** Without it a point, in a file that leaves no doubt: one whose amounts may be a thousand times as much is refused. */
    decimalMark: z.enum([".", ","]).optional(),
    /** 'effect': amounts carry the sign of what they do to the balance; otherwise all are positive. */
    amountSign: z.enum(["positive", "effect"]).default("positive"),
    columns: z.record(z.string(), columnSchema),
    /** The same value for every row. */
    constants: z.record(z.string(), z.string().max(200)).default({}),
    /** Field → value in the file → value meant. Case and signs of the file's value are ignored. */
    translations: z.record(z.string(), z.record(z.string().max(200), z.string().max(200))).default({}),
  })
  .superRefine((file, context) => {
    const named = [...Object.keys(file.columns), ...Object.keys(file.constants), ...Object.keys(file.translations)];
    for (const name of named) {
      if (!fieldOf(file.entity, name)) {
        context.addIssue({
          code: "custom",
          path: ["columns", name],
          message: `A ${label(file.entity)} has no field "${name}".`,
        });
      }
    }
    for (const field of definitionOf(file.entity).fields) {
      if (field.required && !(field.name in file.columns) && !(field.name in file.constants)) {
        context.addIssue({
          code: "custom",
          path: ["columns", field.name],
          message: `${field.label} of a ${label(file.entity)} needs a column or a constant.`,
        });
      }
    }
  });
export type FileMapping = z.infer<typeof fileMappingSchema>;

/** How a file that has been read was read: a mark that nobody named was the point, and mappings of old have said so. */
export const asRead = (part: FileMapping): FileMapping => ({ ...part, decimalMark: part.decimalMark ?? "." });

const label = (entity: (typeof entities)[number]) => definitionOf(entity).label.toLowerCase();

export const mappingSchema = z.strictObject({
  version: z.literal(1).default(1),
  name: text(100),
  /** `create`: made by the first import where it does not exist. */
  issuer: issuerInput.extend({ create: z.boolean().default(false) }).optional(),
  files: z.array(fileMappingSchema).min(1).max(100),
  /** Names of files in the same folder that are no input. */
  ignore: z.array(text(200)).default([]),
});
export type Mapping = z.infer<typeof mappingSchema>;
/** As written by hand: what has a default may be missing. */
export type MappingInput = z.input<typeof mappingSchema>;

/** Whether a file's name fits the pattern; `*` is any text, the rest literal, case ignored, `.gz` at the end set aside. */
export function nameFits(pattern: string, name: string): boolean {
  const text = plainName(name);
  const [first = "", ...parts] = plainName(pattern).split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  // Each part at its first place after the one before: never looked for anew, so that many stars cost no more than one.
  let end = first.length;
  for (const part of parts) {
    const at = text.indexOf(part, end);
    if (at < 0) return false;
    end = at + part.length;
  }
  return text.length - last.length >= end && text.endsWith(last);
}

const plainName = (name: string): string => name.toLowerCase().replace(/\.gz$/, "");

export function partFor(mapping: Mapping, fileName: string): FileMapping | undefined {
  return mapping.files.find((part) => nameFits(part.match, fileName));
}

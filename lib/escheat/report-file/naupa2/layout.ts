import { z } from "zod";

/**
 * NAUPA II (Standard Electronic File Format): records of 625 bytes, the first of which is the transaction code, each
 * ended by CR LF. Where a field stands in a record is in the official document only, which we do not have: the layout is
 * data that a person types in from it, and no layout comes with the product.
 */
export const recordBytes = 625;

/** Records a report of gift cards needs. Securities (5) and tangible property (6) are never written. */
export const naupa2Records = ["HOLDER", "PROPERTY", "PROPADD", "SUMINFO"] as const;
export type Naupa2Record = (typeof naupa2Records)[number];

export const transactionCodes: Readonly<Record<Naupa2Record, string>> = {
  HOLDER: "1",
  PROPERTY: "2",
  PROPADD: "3",
  SUMINFO: "9",
};

export const layoutFieldSchema = z.strictObject({
  record: z.enum(naupa2Records),
  /** The document's own name of the field. */
  field: z.string().trim().min(1).max(60),
  /** First byte, counted from 1. */
  start: z.coerce.number().int().min(1),
  length: z.coerce.number().int().min(1),
  /** N: right-justified, zero-filled, decimals assumed; C: left-justified, space-filled. */
  type: z.enum(["N", "C"]),
  required: z.union([z.boolean(), z.enum(["yes", "no"]).transform((word) => word === "yes")]),
  /** What goes into it: see `readRule`. */
  rule: z.string().trim().max(80),
});
export const layoutSchema = z.array(layoutFieldSchema).min(1).max(500);

export type LayoutField = z.output<typeof layoutFieldSchema>;
export type Layout = readonly LayoutField[];

export const fieldsOf = (layout: Layout, record: Naupa2Record): readonly LayoutField[] =>
  layout.filter((field) => field.record === record);

export const lastByte = ({ start, length }: LayoutField): number => start + length - 1;

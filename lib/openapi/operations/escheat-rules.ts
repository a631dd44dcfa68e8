import { z } from "zod";
import { propertyKinds } from "@/lib/escheat/constants";
import { standings } from "@/lib/escheat/ordinary-card";
import { confidences, type RuleField, ruleFields } from "@/lib/escheat/rule";
import { lawPath, ruleListParams, ruleParams } from "@/lib/escheat/rule-params";
import { ruleValues } from "@/lib/escheat/rule-schema";
import type { Operation } from "../operation";

const day = z.string().meta({ format: "date" });
const faults = z
  .array(z.string())
  .meta({ description: "Versions that can no longer be read; nothing is computed meanwhile" });

const fieldOf = (field: RuleField) =>
  z.strictObject({
    value: (ruleValues[field] as z.ZodType)
      .nullable()
      .meta({ description: "null where nobody knows what the law says" }),
    confidence: z.enum(confidences),
    needsCounsel: z
      .string()
      .nullable()
      .meta({ description: "Why somebody has to look at it first; null: nothing is in doubt" }),
    sentence: z.string(),
    source: z.string(),
    mayBeStale: z.boolean(),
    alternatives: z.array(ruleValues[field] as z.ZodType),
  });

const rule = {
  jurisdiction: z.string().meta({ example: "US-NY" }),
  property: z.enum(propertyKinds),
  version: z.number().int().meta({ description: "0: as shipped; the issuer's own count from 1" }),
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable(),
  confirmed: z.strictObject({ by: z.string(), on: day }).nullable(),
  fields: z.strictObject(Object.fromEntries(ruleFields.map((field) => [field, fieldOf(field)]))),
  note: z.string().nullable(),
};

export const ruleListResponse = z.strictObject({
  asOf: day,
  property: z.enum(propertyKinds),
  faults,
  items: z.array(
    z.strictObject({
      name: z.string(),
      ordinaryCard: z.enum(standings),
      needsCounsel: z.array(z.enum(ruleFields)),
      isHere: z.boolean(),
      ...rule,
    }),
  ),
});

export const ruleResponse = z.strictObject({
  asOf: day,
  faults,
  current: z.strictObject(rule),
  versions: z.array(
    z.strictObject({
      ...rule,
      decides: z.boolean(),
      replacedBy: z.number().int().nullable(),
      hash: z.string(),
      writtenBy: z.string().nullable(),
      writtenAt: z.iso.datetime().nullable(),
      reason: z.string().nullable(),
      confirmation: z
        .strictObject({ counts: z.boolean(), by: z.string(), on: day, note: z.string() })
        .nullable()
        .meta({ description: "`counts` is false where the words have changed since" }),
    }),
  ),
});

export const escheatRuleOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/escheat/rules",
    id: "listEscheatRules",
    tag: "Escheatment",
    summary: "The law of every jurisdiction, field by field with source and confidence",
    description:
      "For cards presumed abandoned on the as-of date. Amounts are US cents. What is not confirmed says so in `needsCounsel`.",
    permission: "escheat.read",
    query: ruleListParams,
    response: ruleListResponse,
  },
  {
    method: "get",
    path: "/escheat/rules/{jurisdiction}/{property}",
    id: "getEscheatRule",
    tag: "Escheatment",
    summary: "One law with all its versions, who wrote them and who has confirmed them",
    permission: "escheat.read",
    params: lawPath,
    query: ruleParams,
    response: ruleResponse,
  },
];

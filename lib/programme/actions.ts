"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { createBrand, renameBrand, replaceAgeSegments, startAgeSegments, updateCardType } from "./mutations";
import { brandChange, brandInput, cardTypeChange, segmentsInput } from "./schema";

/** Names and flags show on every screen of the issuer. */
async function andShow<T>(work: Promise<T>): Promise<T> {
  const result = await work;
  revalidatePath("/issuer", "layout");
  return result;
}

export const createBrandAction = defineAction({
  permission: "brand.manage",
  input: brandInput,
  handler: (scope, input) => andShow(createBrand(scope, input)),
});

export const renameBrandAction = defineAction({
  permission: "brand.manage",
  input: brandChange,
  handler: (scope, input) => andShow(renameBrand(scope, input)),
});

export const updateCardTypeAction = defineAction({
  permission: "card-type.manage",
  input: cardTypeChange,
  handler: (scope, input) => andShow(updateCardType(scope, input, new Date())),
});

export const replaceAgeSegmentsAction = defineAction({
  permission: "segment.manage",
  input: segmentsInput,
  handler: (scope, { segments }) => andShow(replaceAgeSegments(scope, segments)),
});

export const startAgeSegmentsAction = defineAction({
  permission: "segment.manage",
  input: z.strictObject({}),
  handler: (scope) => andShow(startAgeSegments(scope)),
});

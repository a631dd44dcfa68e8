import { type Address, hrefTo } from "@/lib/address";
import { type TypeDimension, typeDimensions } from "../constants";
import type { Cut } from "./cut-members";

export const cutPath = "/issuer/forecast/triangle";

/** Every dimension of the card type, as the cut has it. */
export const cutParts = (cut: Cut) =>
  Object.fromEntries(typeDimensions.map((dimension) => [dimension, cut[dimension] ?? null])) as Record<
    TypeDimension,
    string | null
  >;

/** The triangle of a cut, seen with the same eyes and in the same version. */
export const cutHref = (cut: Cut, address: Address, others: Readonly<Record<string, string | null>> = {}): string =>
  hrefTo(cutPath, address, { ...cutParts(cut), ...others });

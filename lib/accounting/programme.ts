import type { Standing } from "./constants";
import type { Holding } from "./roll-forward";

/** A card type as the books know it: cards of one make, one currency and one standing. */
export type Programme = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly brand: { readonly id: string; readonly name: string };
  readonly currency: string;
  readonly standing: Standing;
};

export const holdingOf = ({ code, brand, currency, standing }: Programme): Holding => ({
  cardType: code,
  brand: brand.id,
  currency,
  standing,
});

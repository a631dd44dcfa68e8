import type { HazardModel } from "../hazard-model";
import { expectedOpen, survivalOf } from "../survival";
import type { Projection } from "./projection";

/** Û = U · Πg: what is open now times the share the model leaves. */
export function byHazards(model: HazardModel): Projection {
  const survival = survivalOf(model);
  return (line, age) => expectedOpen(survival(line), line, age);
}

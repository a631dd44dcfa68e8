import type { HazardModel } from "../hazard-model";
import { expectedOpen, sharesOf, survivalOf } from "../survival";
import { openNow } from "../table";
import type { Projection } from "./projection";

/** Û = U · Πg: what is open now times the share the model leaves. */
export function byHazards(model: HazardModel): Projection {
  const survival = survivalOf(model);
  return (line, age) => expectedOpen(survival(line), line, age);
}

/** The same for who asks for one age of each cohort. */
export function byHazardsOnce(model: HazardModel): Projection {
  const shares = sharesOf(model);
  return (line, age) => openNow(line) * shares(line, line.observed, Math.min(age, line.end + 1));
}

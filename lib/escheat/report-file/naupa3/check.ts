import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { propertiesOf, type StateReport } from "../report";
import { propertyPlace, reportProblems } from "../report-problems";
import { shapeProblems } from "./check-shape";
import { editionFacts, type Naupa3Edition } from "./edition";
import { frameElement, propertyElement } from "./elements";
import { frameShape, propertyShape } from "./report-shape";

/** What a state's portal must be asked for: nothing in the report tells it. */
export type Naupa3Format = {
  readonly edition: Naupa3Edition;
  /**
   * The code of gift cards. The published lists of codes carry no meanings, and NAUPA II's MS12 is not carried over (a
   * later draft is said to use MS012 for sports betting), so it is a setting per state, without a default. Null: not set.
   */
  readonly propertyCode: string | null;
};

/**
 * Everything that keeps the report from being a valid NAUPA III file, named in words, before a byte is written: the
 * published schema's order, lengths, patterns and lists of codes, and what makes a report wrong in any format.
 */
export function checkNaupa3(report: StateReport, { edition, propertyCode }: Naupa3Format): Problem[] {
  const facts = editionFacts[edition];
  const properties = propertiesOf(report);
  const place = t("reportFile.place.report");
  const shape = propertyShape(facts);
  const known = propertyCode?.trim() ? propertyCode : null;
  const unset: Problem = { place, field: t("reportFile.field.propertyCode"), fault: t("reportFile.fault.codeUnset") };
  const unknown: Problem = { ...unset, fault: t("reportFile.rule.propertyCode") };
  const code = known !== null && facts.propertyCodes.includes(known) ? known : null;
  return [
    ...(properties.length > 0 && known === null ? [unset] : []),
    ...(properties.length > 0 && known !== null && code === null ? [unknown] : []),
    ...reportProblems(report),
    ...shapeProblems(frameShape(facts), frameElement(report, facts), t("reportFile.place.file")),
    // A missing code is one problem of the settings, not one of each property.
    ...properties.flatMap((property, index) =>
      shapeProblems(
        shape,
        propertyElement(property, facts, code ?? facts.propertyCodes[0] ?? ""),
        propertyPlace(property, index),
      ),
    ),
  ];
}

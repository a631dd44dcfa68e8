import { t } from "@/lib/messages/escheat-filing";
import { counselNames } from "./counsel-name";
import type { Beside } from "./report-record";

/** Why cards stand beside a report. */
export const besideText = ({ kind, fields }: Pick<Beside, "kind" | "fields">): string =>
  t(`filing.beside.${kind}`, { fields: counselNames(fields) });

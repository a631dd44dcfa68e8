import type { FormFault } from "@/lib/accounting/calculator-form";
import { t } from "@/lib/messages/accounting-screens";
import type { MessageKey } from "@/lib/messages/message";

const names: Readonly<Record<string, MessageKey<typeof t>>> = {
  face: "calculator.face",
  allocated: "calculator.allocated",
  issued: "calculator.issued",
  currency: "calculator.currency",
  expectedBreakageRate: "calculator.expectedBreakageRate",
  escheatableShare: "calculator.escheatableShare",
  period: "calculator.period",
  redeemed: "calculator.redeemed",
  expectedRedemptions: "calculator.expectedRedemptions",
  reloaded: "calculator.reloaded",
  refunded: "calculator.refunded",
  expired: "calculator.expired",
  remote: "calculator.remote",
};

/** What is wrong, with the line and the field it is in. */
export function faultWords(fault: FormFault): string {
  if (fault.kind === "text") {
    const { problem } = fault;
    return "name" in problem
      ? t(`calculator.fault.${problem.kind}`, { name: problem.name })
      : t(`calculator.fault.${problem.kind}`);
  }
  const name = names[fault.field];
  const field = name ? t(name) : fault.field;
  const where = fault.line === null ? field : `${t("calculator.fault.line", { line: fault.line })}, ${field}`;
  return `${where} ${fault.message}`;
}

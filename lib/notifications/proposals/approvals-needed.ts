import type { MessageClass } from "../constants";

type Limits = { readonly secondApprovalValue: bigint | null; readonly secondApprovalMessages: number | null };
type Batch = {
  readonly value: bigint;
  readonly messages: number;
  readonly currency: string;
  readonly messageClass: MessageClass;
};

/**
 * How many managers have to agree. The limit of money is one of the issuer's currency: where amounts are in another one and
 * such a limit is set, nobody can say that they are below it, and two have to agree. So have they about a notice that the law
 * demands, which passes caps, quiet hours and opt-outs: one person's word is not enough to call a message that.
 */
export function approvalsNeeded(
  { value, messages, currency, messageClass }: Batch,
  limits: Limits,
  issuerCurrency: string,
): 1 | 2 {
  const { secondApprovalValue, secondApprovalMessages } = limits;
  if (messageClass === "statutory-notice") return 2;
  if (secondApprovalMessages !== null && messages >= secondApprovalMessages) return 2;
  if (secondApprovalValue === null) return 1;
  return currency !== issuerCurrency || value >= secondApprovalValue ? 2 : 1;
}

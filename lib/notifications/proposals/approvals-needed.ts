type Limits = { readonly secondApprovalValue: bigint | null; readonly secondApprovalMessages: number | null };
type Batch = { readonly value: bigint; readonly messages: number; readonly currency: string };

/**
 * How many managers have to agree. The limit of money is one of the issuer's currency: where amounts are in another one and
 * such a limit is set, nobody can say that they are below it, and two have to agree.
 */
export function approvalsNeeded({ value, messages, currency }: Batch, limits: Limits, issuerCurrency: string): 1 | 2 {
  const { secondApprovalValue, secondApprovalMessages } = limits;
  if (secondApprovalMessages !== null && messages >= secondApprovalMessages) return 2;
  if (secondApprovalValue === null) return 1;
  return currency !== issuerCurrency || value >= secondApprovalValue ? 2 : 1;
}

import type { Beside } from "./report-record";

/** Cards of which counsel has to say first whether, when or how much a state takes: counted, not listed. */
export class UnsettledCards {
  private readonly groups = new Map<string, Beside>();
  /** Their owners, by whether somebody can be written to. */
  readonly addressed = new Set<number>();
  readonly unaddressed = new Set<number>();

  add(
    fields: readonly string[],
    {
      customerId,
      currency,
      balance,
      hasMailingAddress,
    }: {
      readonly customerId: number;
      readonly currency: string;
      readonly balance: bigint;
      readonly hasMailingAddress: boolean;
    },
  ): void {
    const sorted = [...fields].sort();
    const key = JSON.stringify([sorted, currency]);
    const group = this.groups.get(key) ?? { kind: "needs-counsel", fields: sorted, currency, cards: 0, balance: "0" };
    const sum = (BigInt(group.balance) + balance).toString();
    this.groups.set(key, { ...group, cards: group.cards + 1, balance: sum });
    (hasMailingAddress ? this.addressed : this.unaddressed).add(customerId);
  }

  /** In one order, whatever order the cards came in. */
  all(): Beside[] {
    return [...this.groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  }
}

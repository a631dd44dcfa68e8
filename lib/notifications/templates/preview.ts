import type { CivilDate } from "@/lib/dates";
import { addDays } from "@/lib/dates";
import type { ReminderReason } from "../constants";
import type { MessageMember } from "./message";

/** Somebody a preview is made for. `people`: how many read the mailbox. */
export type PreviewPerson = {
  readonly member: MessageMember;
  readonly mailbox: string;
  readonly people: number;
};

const amounts = ["2500", "1250", "480"];

/** Three made-up readers, where no holder could be found: they say so by their names. */
export function exampleReaders(reason: ReminderReason, currency: string, asOf: CivilDate): PreviewPerson[] {
  return ["Ann Example", "Иван Пример", "例 花子"].map((name, index) => ({
    mailbox: `example${index + 1}@example.com`,
    people: 1,
    member: {
      name,
      currency,
      cards: amounts.slice(0, index + 1).map((balance, card) => {
        const day = reason === "unused-balance" ? null : addDays(asOf, 20 + 15 * card);
        return {
          lastFour: String(1001 + card),
          brand: null,
          cardType: "Gift Card",
          balance,
          reason,
          lastDay: reason === "escheat" || reason === "fees" ? null : day,
          lossOn: day,
        };
      }),
    },
  }));
}

import { Conflict } from "@/lib/errors";
import { t } from "@/lib/messages/notifications-decision";
import type { DrawnMember } from "../trial/draw";

/** Somebody who is to be written to, as much of him as the release needs. */
export type Written = DrawnMember & { readonly leads: boolean; readonly lossOn: string | null };

type Planned = {
  readonly customerId: number;
  readonly mailbox: string | null;
  readonly address: string | null;
  readonly dueAt: Date | null;
  readonly stratum: string;
  readonly leads: boolean;
  readonly lossOn: string | null;
};

/** @throws Conflict for whoever lacks what a message needs. */
export function writtenTo({ customerId, mailbox, address, dueAt, stratum, leads, lossOn }: Planned): Written {
  const lacks = (what: "mailbox" | "moment") =>
    new Conflict(
      t("notification.approval.unplanned", {
        customer: customerId,
        what: t(`notification.approval.unplanned.${what}`),
      }),
    );
  if (mailbox === null || address === null) throw lacks("mailbox");
  if (dueAt === null) throw lacks("moment");
  return { customerId, mailbox, stratum, leads, lossOn };
}

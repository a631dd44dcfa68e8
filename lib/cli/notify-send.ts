import { hostname, userInfo } from "node:os";
import { scopeForOperator } from "@/lib/identity/scope";
import { confirmRestored } from "@/lib/notifications/mutations/confirm-restore";
import { startConfiguredSender } from "@/lib/notifications/sending/jobs/start";
import { findRestored } from "@/lib/notifications/sending/queries/mark";
import { command, UsageError } from "./command";

export const sendCommands = [
  command({
    name: "send",
    summary: "Sends what is approved and due, until nothing more may leave; no worker needs to run",
    options: { issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" } },
    run: async ({ values, note }) => {
      const { issuerId } = await scopeForOperator(values.issuer);
      const sender = await startConfiguredSender({ issuerId });
      note("sending what is due");
      const counts = { ...(await sender.drained()) };
      await sender.stop();
      const restored = await findRestored();
      const { sent, later, bounced, failed, unknown } = counts;
      const text = [
        `${sent} sent, ${bounced} bounced, ${failed} failed, ${later} to be tried again, ${unknown} unknown.`,
        ...(restored
          ? ["Nothing leaves: this database may be a restored one. See: notify confirm-restore --help"]
          : []),
      ].join("\n");
      return { json: { ...counts, restored }, text, exitCode: restored ? 1 : 0 };
    },
  }),
  command({
    name: "confirm-restore",
    summary: "Lets a restored database send: only when no other copy of it does",
    options: {
      reason: { type: "string", value: "TEXT", required: true, summary: "who decided it and what was looked at" },
    },
    run: async ({ values }) => {
      const reason = values.reason.trim();
      if (reason.length < 3) throw new UsageError("--reason must say in a few words why this database may send.");
      const actor = `operator ${userInfo().username}@${hostname()} (command line)`;
      const { identity, epoch } = await confirmRestored(actor, reason, new Date());
      return { json: { identity, epoch }, text: "Confirmed. Sending begins within seconds." };
    },
  }),
];

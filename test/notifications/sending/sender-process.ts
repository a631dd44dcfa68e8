/** A sender as a process of its own, so that it can be killed: `tsx sender-process.ts <mail server> <folder of its mark>`. */
import { machineMarkIn } from "@/lib/notifications/sending/jobs/machine-mark";
import { startSender } from "@/lib/notifications/sending/jobs/sender";
import { makeSmtp } from "@/lib/notifications/sending/smtp";
import { smtpServerOf } from "@/lib/notifications/sending/smtp-address";
import { MOMENT } from "./ready-batch";

const [url = "", folder = ""] = process.argv.slice(2);
await startSender({
  providers: [{ provider: makeSmtp(smtpServerOf(url)), ratePerSecond: 10_000 }],
  links: { baseUrl: "https://cards.example", secret: "x".repeat(32) },
  mark: machineMarkIn(folder),
  clock: () => MOMENT,
});
process.stdout.write("ready\n");

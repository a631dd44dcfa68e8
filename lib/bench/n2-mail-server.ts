/** A mail server in a process of its own, so that neither way of sending has to share its core: forked by n2-sending.ts. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

let taken: number[] = [];
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => {
      taken.push(performance.now());
      done(null, "Taken");
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.server.address() as AddressInfo).port }));

/** Any message asks for the moments since the last one. */
process.on("message", () => {
  process.send?.({ taken });
  taken = [];
});
process.on("disconnect", () => process.exit(0));

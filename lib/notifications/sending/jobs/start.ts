import path from "node:path";
import { env, publicUrl } from "@/lib/env";
import { authSecret } from "@/lib/identity/secret";
import { log } from "@/lib/log";
import { machineMarkIn } from "./machine-mark";
import { configuredProviders } from "./providers";
import { type MessageSender, startSender } from "./sender";
import { startStandIn } from "./stand-in";

/** The sender as this installation is configured, with a stand-in mail server where none is named. */
export async function startConfiguredSender(only: { issuerId?: number } = {}): Promise<MessageSender> {
  const settings = env();
  const standIn = settings.SMTP_URL ? null : await startStandIn();
  if (standIn) log.info({ url: standIn.url }, "no mail server is configured; a stand-in keeps what is sent");
  const sender = await startSender({
    providers: configuredProviders(settings, settings.SMTP_URL ?? standIn?.url ?? ""),
    links: { baseUrl: publicUrl(), secret: authSecret() },
    mark: machineMarkIn(path.resolve(process.env.DATA_DIR || ".data")),
    ...only,
  });
  return {
    ...sender,
    async stop() {
      await sender.stop();
      await standIn?.stop();
    },
  };
}

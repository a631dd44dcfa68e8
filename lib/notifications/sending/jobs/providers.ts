import type { Env } from "@/lib/env";
import { makeSmtp } from "../smtp";
import { smtpServerOf } from "../smtp-address";
import { makeWebhook } from "../webhook";
import type { SenderOptions } from "./sender";

/** The ways out of the house that are configured. `smtpUrl` is the stand-in's where no mail server is. */
export function configuredProviders(env: Env, smtpUrl: string): SenderOptions["providers"] {
  const ratePerSecond = env.SMTP_RATE;
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY } = env;
  const dkim =
    DKIM_DOMAIN && DKIM_SELECTOR && DKIM_KEY
      ? { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: DKIM_KEY.replaceAll("\\n", "\n") }
      : null;
  const providers = [{ provider: makeSmtp(smtpServerOf(smtpUrl), dkim), ratePerSecond }];
  const allowPrivate = env.WEBHOOK_ALLOW_PRIVATE.split(",")
    .map((host) => host.trim())
    .filter(Boolean);
  for (const [channel, url] of [
    ["sms", env.WEBHOOK_URL_SMS],
    ["push", env.WEBHOOK_URL_PUSH],
  ] as const) {
    if (!url) continue;
    if (!env.WEBHOOK_SECRET) throw new Error("Set WEBHOOK_SECRET: webhooks are signed with it");
    const webhook = { channel, url, secret: env.WEBHOOK_SECRET, allowPrivate, clock: () => new Date() };
    providers.push({ provider: makeWebhook(webhook), ratePerSecond });
  }
  return providers;
}

import { lookup as resolveName } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Channel } from "../constants";
import { type HandOver, type OutgoingMessage, type Provider, shortReply } from "./provider";
import { isPublicAddress } from "./public-address";
import { SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from "./webhook-signature";

const LIMIT_MS = 5_000;
const LIMIT_BYTES = 1024 * 1024;

export type WebhookOptions = {
  readonly channel: Channel;
  readonly url: string;
  readonly secret: string;
  /** Hosts that may be private, as `WEBHOOK_ALLOW_PRIVATE` lists them. */
  readonly allowPrivate: readonly string[];
  readonly clock: () => Date;
  /** Names to addresses; the system's own when it is not given. */
  readonly resolve?: typeof resolveName;
};

class Refused extends Error {}

/**
 * Text messages and pushes by a provider of the issuer's: one signed POST a message, with its key as `Idempotency-Key`,
 * so that the provider can tell a repetition. 5 seconds, 1 MiB of answer, no redirect.
 */
export function makeWebhook(options: WebhookOptions): Provider {
  const url = new URL(options.url);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new RangeError("A webhook is http or https");
  return {
    name: `webhook-${options.channel}`,
    channels: [options.channel],
    repeatable: true,
    send: (message) => post(url, message, options),
    close: async () => {},
  };
}

async function post(url: URL, message: OutgoingMessage, options: WebhookOptions): Promise<HandOver> {
  const body = JSON.stringify({
    key: message.key,
    channel: message.channel,
    class: message.messageClass,
    to: message.to,
    sender: message.senderName,
    subject: message.subject,
    text: message.plain,
  });
  const timestamp = String(Math.floor(options.clock().getTime() / 1000));
  const headers = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "idempotency-key": message.key,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: signWebhook(body, timestamp, options.secret),
  };
  try {
    return judgeStatus(await exchange(url, headers, body, options));
  } catch (error) {
    const reply = shortReply((error as Error).message);
    if (error instanceof Refused) return { result: "later", reply, resting: true };
    return { result: "unknown", reply };
  }
}

type Answer = { readonly status: number; readonly text: string };

/**
 * The address is looked at where the connection is made, after the name has been resolved: a name that means one thing
 * when it is checked and another when it is used gains nothing by it.
 */
function exchange(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { allowPrivate, resolve = resolveName }: WebhookOptions,
): Promise<Answer> {
  const mayBePrivate = allowPrivate.includes(url.hostname);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const guarded: LookupFunction = (name, wanted, done) => {
    resolve(name, { ...wanted, all: true }, (error, found) => {
      if (error) return done(error, "");
      const addresses = Array.isArray(found) ? found : [found];
      const bad = mayBePrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (bad || addresses.length === 0) return done(new Refused(notPublic(name)), "");
      if (wanted.all) return done(null, addresses);
      done(null, addresses[0]?.address ?? "", addresses[0]?.family);
    });
  };
  return new Promise((settle, refuse) => {
    // An address written out is not looked up, so that the guard would never see it.
    if (!mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host)) return refuse(new Refused(notPublic(host)));
    const client = url.protocol === "https:" ? https : http;
    let isConnected = false;
    const request = client.request(url, { method: "POST", headers, lookup: guarded, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > LIMIT_BYTES) return request.destroy(new Error("The provider's answer is larger than 1 MiB."));
        chunks.push(chunk);
      });
      response.on("end", () => end(() => settle({ status: response.statusCode ?? 0, text: textOf(chunks) })));
      response.on("error", (error) => end(() => refuse(error)));
    });
    const timer = setTimeout(() => request.destroy(new Error("The provider took longer than 5 seconds.")), LIMIT_MS);
    const end = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    request.once("socket", (socket) =>
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
        isConnected = true;
      }),
    );
    request.on("error", (error) =>
      end(() => refuse(isConnected || error instanceof Refused ? error : new Refused(error.message))),
    );
    request.end(body);
  });
}

const notPublic = (name: string) => `${name} is not an address of the public internet.`;
const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString("utf8");

/** 2xx: taken. 408, 425, 429 and 5xx: not now. 404 and 410 speak of the webhook, not of the person. The rest: never. */
function judgeStatus({ status, text }: Answer): HandOver {
  const reply = shortReply(`${status} ${text}`);
  if (status >= 200 && status < 300) return { result: "sent", reply };
  if (status >= 500 || [408, 425, 429].includes(status)) return { result: "later", reply, resting: true };
  if (status >= 300 && status < 400)
    return { result: "later", reply: shortReply(`${status}: a redirect is not followed`), resting: true };
  if ([401, 403, 404, 410].includes(status)) return { result: "later", reply, resting: true };
  return { result: "failed", reply };
}

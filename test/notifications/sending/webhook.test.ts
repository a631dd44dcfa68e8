import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutgoingMessage } from "@/lib/notifications/sending/provider";
import { isPublicAddress } from "@/lib/notifications/sending/public-address";
import { makeWebhook, type WebhookOptions } from "@/lib/notifications/sending/webhook";
import { signWebhook, verifyWebhook } from "@/lib/notifications/sending/webhook-signature";

const SECRET = "a secret of at least thirty-two letters";
const NOW = new Date("2026-12-01T12:00:00Z");
const message: OutgoingMessage = {
  key: "0123456789abcdef0123456789abcdef",
  channel: "sms",
  messageClass: "commercial",
  to: "+12015550123",
  senderName: "Pier",
  senderAddress: "cards@example.test",
  replyTo: null,
  subject: "",
  plain: "Your card ends soon",
  html: null,
  headers: {},
};

type Call = { path: string; headers: http.IncomingHttpHeaders; body: string };
const calls: Call[] = [];
let server: http.Server;
let port: number;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      calls.push({ path: request.url ?? "", headers: request.headers, body });
      const status = Number(/\d{3}/.exec(request.url ?? "")?.[0] ?? 200);
      if (request.url === "/large") return void response.end("x".repeat(1024 * 1024 + 1));
      if (request.url === "/cut") return void request.socket.destroy();
      response.writeHead(status, status === 302 ? { location: `http://127.0.0.1:${port}/taken` } : {});
      response.end("words");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const hook = (url: string, more: Partial<WebhookOptions> = {}) =>
  makeWebhook({ channel: "sms", url, secret: SECRET, allowPrivate: [], clock: () => NOW, ...more });
const allowed = (path: string) =>
  hook(`http://127.0.0.1:${port}${path}`, { allowPrivate: ["127.0.0.1"] }).send(message);

describe("a webhook's signature (R24)", () => {
  const timestamp = "1796126400";
  const body = '{"a":1}';
  const signature = signWebhook(body, timestamp, SECRET);
  const at = (seconds: number) => new Date((Number(timestamp) + seconds) * 1_000);

  it("is the HMAC-SHA-256 over `timestamp.body`, as `openssl dgst -sha256 -hmac` makes it", () => {
    // printf '1796126400.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of at least thirty-two letters'
    expect(signature).toBe("v1=b7f1b6bf3a947a307fc909ab97db794f488e69eeec9a980cc8e669b7c252cf67");
    expect(verifyWebhook({ body, timestamp, signature }, SECRET, at(0))).toBe(true);
  });

  it("does not fit another key, a body with one other byte, or another time", () => {
    expect(verifyWebhook({ body, timestamp, signature }, `${SECRET}x`, at(0))).toBe(false);
    expect(verifyWebhook({ body: '{"a":2}', timestamp, signature }, SECRET, at(0))).toBe(false);
    expect(verifyWebhook({ body, timestamp: "1796126401", signature }, SECRET, at(0))).toBe(false);
    expect(verifyWebhook({ body, timestamp, signature: "v1=00" }, SECRET, at(0))).toBe(false);
    expect(verifyWebhook({ body, timestamp: null, signature }, SECRET, at(0))).toBe(false);
  });

  it("is worth nothing after five minutes, nor from a clock that is further ahead", () => {
    expect(verifyWebhook({ body, timestamp, signature }, SECRET, at(300))).toBe(true);
    expect(verifyWebhook({ body, timestamp, signature }, SECRET, at(301))).toBe(false);
    expect(verifyWebhook({ body, timestamp, signature }, SECRET, at(-301))).toBe(false);
  });
});

describe("handing over to a webhook", () => {
  it("is one signed POST with the message's key, and the signature fits", async () => {
    expect(await allowed("/taken")).toEqual({ result: "sent", reply: "200 words" });
    const call = calls.at(-1);
    expect(call?.headers["idempotency-key"]).toBe(message.key);
    const header = (name: string) => String(call?.headers[name]);
    const request = {
      body: call?.body ?? "",
      timestamp: header("x-breakwater-timestamp"),
      signature: header("x-breakwater-signature"),
    };
    expect(verifyWebhook(request, SECRET, NOW)).toBe(true);
    expect(JSON.parse(request.body)).toMatchObject({
      key: message.key,
      to: "+12015550123",
      text: "Your card ends soon",
    });
  });

  it.each([
    ["/500", "later"],
    ["/429", "later"],
    ["/404", "later"],
    ["/400", "failed"],
    ["/large", "unknown"],
    ["/cut", "unknown"],
  ])("answered by %s is %s", async (path, result) => {
    expect((await allowed(path)).result).toBe(result);
  });

  it("follows no redirect", async () => {
    const before = calls.length;
    expect((await allowed("/302")).result).toBe("later");
    expect(calls.length).toBe(before + 1);
  });
});

describe("a webhook to a place that is not the public internet (R23)", () => {
  const places = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "2130706433",
    "0177.0.0.1",
    "0x7f.1",
    "127.1",
  ];

  it.each(places)("%s is refused, and nothing reaches it", async (host) => {
    const before = calls.length;
    const { result, reply } = await hook(`http://${host}:${port}/taken`).send(message);
    expect([result, reply]).toEqual(["later", expect.stringContaining("not an address of the public internet")]);
    expect(calls.length).toBe(before);
  });

  it("is refused by what a name means when it is used, not by what it meant before (DNS rebinding)", async () => {
    const before = calls.length;
    const resolve = ((_name: string, _options: unknown, done: (e: null, found: unknown) => void) =>
      done(null, [
        { address: "93.184.215.14", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ])) as unknown as NonNullable<WebhookOptions["resolve"]>;
    const { reply } = await hook(`http://rebound.example:${port}/taken`, { resolve }).send(message);
    expect(reply).toContain("rebound.example is not an address of the public internet");
    expect(calls.length).toBe(before);
  });

  it("and by a scheme that is no web address", () => {
    for (const url of ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://example.com/"])
      expect(() => hook(url)).toThrow(RangeError);
  });

  it.each([
    "10.1.2.3",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "not an address",
  ])("%s is none of it", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

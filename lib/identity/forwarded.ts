import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const channel = "http.server.request.start";
const forwarded = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
];

/**
 * Anyone can send X-Forwarded headers, and Next believes them. Unless proxies of our own are configured they are thrown
 * away before Next sees the request, and the address is the socket's.
 */
export function believeOnlyOwnProxies(trustedProxies: number): void {
  if (trustedProxies > 0) return;
  subscribe(channel, (message) => {
    const { request } = message as { request: IncomingMessage };
    for (const name of forwarded) delete request.headers[name];
    const address = request.socket.remoteAddress;
    if (address) request.headers["x-forwarded-for"] = address;
  });
}

import { env } from "@/lib/env";
import { Forbidden } from "@/lib/errors";
import { log } from "@/lib/log";
import { isSameOrigin } from "./origin";
import { clientAddress } from "./request";

/** @throws Forbidden for what another site's page has sent; the log says so, for nobody is signed in whose trail could. */
export function requireSameOrigin(headers: { get(name: string): string | null }): void {
  if (isSameOrigin(headers, env().APP_URL)) return;
  const address = clientAddress(headers, env().TRUST_PROXY);
  log.warn({ address, origin: headers.get("origin") }, "a request from elsewhere was refused");
  throw new Forbidden("This request did not come from our own pages.");
}

import { randomBytes } from "node:crypto";
import { withGate } from "@/db/client";
import { issuer } from "@/db/schema/programme";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";

/** A tenant of its own for a test, seen as the operator sees it. */
export async function createIssuer(code = `T${randomBytes(4).toString("hex").toUpperCase()}`): Promise<Scope> {
  await withGate("system", (tx) =>
    tx.insert(issuer).values({ code, name: `Issuer ${code}`, currency: "USD", timeZone: "America/New_York" }),
  );
  return scopeForOperator(code);
}

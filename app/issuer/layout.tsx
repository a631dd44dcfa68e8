import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { civilDateIn } from "@/lib/dates";
import { currentSession, requireScope } from "@/lib/identity/scope";
import { defaultAsOf } from "@/lib/workspace/as-of";
import { getDataFacts } from "@/lib/workspace/queries";

export default async function IssuerLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope("overview.read");
  const [session, facts] = await Promise.all([currentSession(), getDataFacts(scope)]);
  const today = civilDateIn(scope.issuer.timeZone, new Date());
  return (
    <Shell
      workspace={{
        issuer: { code: scope.issuer.code, name: scope.issuer.name },
        issuers: session?.memberships.map(({ issuer }) => ({ code: issuer.code, name: issuer.name })) ?? [],
        person: { name: scope.actor, email: session?.person.email ?? "", role: scope.role ?? "" },
        permissions: [...scope.permissions],
        defaultAsOf: defaultAsOf(today, facts.dataUntil),
        dataUntil: facts.dataUntil,
        today,
      }}
    >
      {children}
    </Shell>
  );
}

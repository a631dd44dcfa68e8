import type { ReactNode } from "react";
import { RunNoticesLoader } from "@/components/jobs/run-notices-loader";
import { Shell } from "@/components/layout/shell";
import { currentSession, may, requireScope } from "@/lib/identity/scope";
import { freshnessOf } from "./freshness";
import { localeFor } from "./locale";
import { openingsOf } from "./openings";

export default async function IssuerLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope("overview.read");
  const locale = await localeFor({});
  const [session, freshness, openings] = await Promise.all([currentSession(), freshnessOf(scope), openingsOf(scope)]);
  return (
    <Shell
      workspace={{
        issuer: { code: scope.issuer.code, name: scope.issuer.name },
        issuers: session?.memberships.map(({ issuer }) => ({ code: issuer.code, name: issuer.name })) ?? [],
        person: { name: scope.actor, email: session?.person.email ?? "", role: scope.role ?? "", locale },
        permissions: [...scope.permissions],
        defaultAsOf: freshness.asOf,
        dataUntil: freshness.dataUntil,
        today: freshness.today,
        openings,
      }}
    >
      {children}
      {may(scope, "job.read") ? <RunNoticesLoader issuer={{ id: scope.issuerId, code: scope.issuer.code }} /> : null}
    </Shell>
  );
}

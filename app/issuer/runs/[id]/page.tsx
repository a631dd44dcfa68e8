import Link from "next/link";
import { parsePathId } from "@/app/issuer/imports/path-id";
import { localeFor } from "@/app/issuer/locale";
import { orNotFound } from "@/app/issuer/or-not-found";
import { RunDetail } from "@/components/jobs/run-detail";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { getJob } from "@/lib/jobs/queries";
import { kindText } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/runs";

export const metadata = { title: t("runs.title") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function RunPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("job.read");
  const run = await orNotFound(getJob(scope, parsePathId(id)));
  return (
    <>
      <PageHeader
        title={kindText(run.kind)}
        above={<Link href={hrefTo("/issuer/runs", address)}>{t("runs.back")}</Link>}
      />
      <RunDetail
        initial={run}
        issuer={{ id: scope.issuerId, code: scope.issuer.code, timeZone: scope.issuer.timeZone }}
        mayCancel={may(scope, "job.cancel")}
        locale={await localeFor(address)}
      />
    </>
  );
}

import { Suspense } from "react";
import { BatchScreen } from "@/components/escheat/letters/batch-screen";
import { LetterChanges } from "@/components/escheat/letters/letter-changes";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { type Address, readAddress } from "@/lib/address";
import { ISSUE_LETTERS } from "@/lib/escheat/constants";
import { entryDays } from "@/lib/escheat/filing/entry-days";
import { lettersName } from "@/lib/escheat/filing/filing-words";
import { reportPageParams } from "@/lib/escheat/filing/schema";
import { findLetterChanges, getLetterBatch, lettersPerPage, listLetters } from "@/lib/escheat/queries/letters";
import { may, requireScope, type Scope } from "@/lib/identity/scope";
import { listJobs } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/escheat-filing-screens";
import { freshnessOf } from "../../../freshness";
import { parsePathId } from "../../../imports/path-id";
import { localeFor } from "../../../locale";
import { orNotFound } from "../../../or-not-found";

export const metadata = { title: t("letters.one") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

const RUNS = 50;

export default async function LetterBatchPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("escheat.read");
  const batchId = parsePathId(id);
  const { page } = readAddress(reportPageParams, address);
  const [batch, letters] = await orNotFound(
    Promise.all([getLetterBatch(scope, batchId), listLetters(scope, batchId, page)]),
  );
  const [freshness, runs, locale] = await Promise.all([
    freshnessOf(scope),
    may(scope, "job.read") && batch.state === "approved" ? listJobs(scope, { kind: ISSUE_LETTERS, limit: RUNS }) : [],
    localeFor(address),
  ]);
  const { first, last } = entryDays(freshness);
  const newest = runs.find(({ label }) => label === lettersName(batchId, batch));
  return (
    <BatchScreen
      batch={batch}
      letters={letters}
      page={page}
      perPage={lettersPerPage}
      isMailed={letters.length > 0 && letters.every(({ mailedOn }) => mailedOn !== null)}
      run={newest && (isActive(newest.state) || newest.state === "failed") ? newest : null}
      viewer={{
        personId: scope.personId,
        mayPropose: may(scope, "escheat.propose"),
        mayApprove: may(scope, "escheat.approve"),
        mayCancel: may(scope, "job.cancel"),
      }}
      first={first}
      today={last}
      changes={
        <Suspense fallback={<Waiting />}>
          <Changes scope={scope} id={batchId} />
        </Suspense>
      }
      issuer={{ id: scope.issuerId, timeZone: scope.issuer.timeZone }}
      address={address}
      locale={locale}
    />
  );
}

async function Changes({ scope, id }: { scope: Scope; id: number }) {
  return <LetterChanges changes={await findLetterChanges(scope, id)} />;
}

function Waiting() {
  return (
    <Section title={t("letters.changes")}>
      <p role="status">{t("reports.changes.wait")}</p>
      <Block height={4} />
    </Section>
  );
}

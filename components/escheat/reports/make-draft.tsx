"use client";

import { Button } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { hrefTo } from "@/lib/address";
import { makeReportAction } from "@/lib/escheat/actions/reports";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { t } from "@/lib/messages/escheat-filing-screens";

type Props = {
  jurisdiction: string;
  reportYear: number;
  /** A draft whose place the new one takes. */
  replaces?: number;
};

/** Makes the report from the cards as they are now, and goes to it. */
export function MakeDraft({ jurisdiction, reportYear, replaces }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const { run, pending, failure } = useAction(makeReportAction, {
    say: t(replaces ? "reports.made.again" : "reports.made"),
    after: ({ id }) => router.push(hrefTo(`/issuer/escheat/reports/${id}`, Object.fromEntries(query))),
  });
  const label = t("calendar.year", { place: placeName(jurisdiction), year: reportYear });
  return (
    <>
      <Button
        size="xs"
        variant={replaces ? "default" : "filled"}
        loading={pending}
        aria-label={t(replaces ? "reports.make.againOf" : "reports.make.of", { year: label })}
        onClick={() => run({ jurisdiction, reportYear, ...(replaces ? { replaces } : {}) })}
      >
        {t(replaces ? "reports.make.again" : "reports.make")}
      </Button>
      <ActionFailure failure={failure} />
    </>
  );
}

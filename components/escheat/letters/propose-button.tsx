"use client";

import { Button } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { hrefTo } from "@/lib/address";
import { proposeLettersAction } from "@/lib/escheat/actions/letters";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { t } from "@/lib/messages/escheat-filing-screens";

/** Writes the letters of a report year, for somebody else to let out. */
export function ProposeButton({ jurisdiction, reportYear }: { jurisdiction: string; reportYear: number }) {
  const router = useRouter();
  const query = useSearchParams();
  const { run, pending, failure } = useAction(proposeLettersAction, {
    say: t("letters.proposed.done"),
    after: ({ id }) => router.push(hrefTo(`/issuer/escheat/letters/${id}`, Object.fromEntries(query))),
  });
  const year = t("calendar.year", { place: placeName(jurisdiction), year: reportYear });
  return (
    <>
      <Button
        size="xs"
        loading={pending}
        aria-label={t("letters.propose.of", { year })}
        onClick={() => run({ jurisdiction, reportYear })}
      >
        {t("letters.propose")}
      </Button>
      <ActionFailure failure={failure} />
    </>
  );
}

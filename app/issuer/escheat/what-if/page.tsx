import { WhatIfScreen } from "@/components/escheat/what-if/what-if-screen";
import { type Address, readAddress } from "@/lib/address";
import { whatIfInput, whatIfParams } from "@/lib/escheat/forecast/what-if-schema";
import { findWhatIfRun, getWhatIfChoices } from "@/lib/escheat/queries/what-if";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-forecast";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("escheat.whatIf.title") };

export default async function WhatIfPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(whatIfParams, address);
  const scope = await requireScope("escheat.read");
  const [choices, freshness] = await Promise.all([getWhatIfChoices(scope, params.asOf), freshnessOf(scope)]);
  const whole = whatIfInput.safeParse({
    ...params,
    asOf: choices.asOf,
    currency: params.currency ?? scope.issuer.currency,
  });
  const question = whole.success ? whole.data : null;
  return (
    <WhatIfScreen
      params={params}
      question={question}
      run={question && may(scope, "job.read") ? await findWhatIfRun(scope, question) : null}
      choices={choices}
      freshness={freshness}
      issuer={scope.issuer}
      may={{
        ask: may(scope, "escheat.forecast"),
        cancel: may(scope, "job.cancel"),
        propose: may(scope, "escheat.propose"),
        manageHolder: may(scope, "holder.manage"),
        manageTypes: may(scope, "card-type.manage"),
      }}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

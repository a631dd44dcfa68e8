import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RuleScreen } from "@/components/escheat/rules/rule-screen";
import { type Address, readAddress } from "@/lib/address";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { getRulePage } from "@/lib/escheat/queries/rules";
import { lawPath, rulePageParams } from "@/lib/escheat/rule-params";
import { shownVersions } from "@/lib/escheat/shown-versions";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { freshnessOf } from "../../../../freshness";
import { localeFor } from "../../../../locale";

type Props = { params: Promise<{ jurisdiction: string; property: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction } = await params;
  return { title: jurisdictionName(jurisdiction) ?? t("escheat.rules.title") };
}

export default async function RulePage({ params, searchParams }: Props) {
  const [path, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("escheat.read");
  const law = lawPath.safeParse(path);
  if (!law.success) notFound();
  const asked = readAddress(rulePageParams, address);
  const page = await getRulePage(scope, law.data, asked.asOf ?? (await freshnessOf(scope)).asOf);
  const shown = shownVersions(page.versions, page.current, asked);
  if (!shown) notFound();
  return (
    <RuleScreen
      page={page}
      shown={shown}
      may={{ propose: may(scope, "escheat.propose"), approve: may(scope, "escheat.approve") }}
      personId={scope.personId}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

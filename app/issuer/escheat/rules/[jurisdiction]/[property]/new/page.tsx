import { notFound } from "next/navigation";
import { NewVersionScreen } from "@/components/escheat/rules/new-version-screen";
import { type Address, readAddress } from "@/lib/address";
import { getRulePage } from "@/lib/escheat/queries/rules";
import { lawPath, newVersionParams } from "@/lib/escheat/rule-params";
import { shownVersions } from "@/lib/escheat/shown-versions";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { freshnessOf } from "../../../../../freshness";

export const metadata = { title: t("escheat.rule.write") };

type Props = { params: Promise<{ jurisdiction: string; property: string }>; searchParams: Promise<Address> };

export default async function NewVersionPage({ params, searchParams }: Props) {
  const [path, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("escheat.propose");
  const law = lawPath.safeParse(path);
  if (!law.success) notFound();
  const asked = readAddress(newVersionParams, address);
  const page = await getRulePage(scope, law.data, asked.effectiveFrom ?? (await freshnessOf(scope)).asOf);
  const shown = shownVersions(page.versions, page.current, asked);
  if (!shown) notFound();
  return <NewVersionScreen page={page} start={shown.shown} asked={asked} address={address} />;
}

import { RulesScreen } from "@/components/escheat/rules/rules-screen";
import { type Address, readAddress, readSort } from "@/lib/address";
import { getRuleList } from "@/lib/escheat/queries/rules";
import { filterLines, ruleOrders, sortLines } from "@/lib/escheat/rule-list";
import { ruleListParams } from "@/lib/escheat/rule-params";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { freshnessOf } from "../../freshness";
import { localeFor } from "../../locale";

export const metadata = { title: t("escheat.rules.title") };

export default async function RulesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const { asOf, property, show, search } = readAddress(ruleListParams, address);
  const scope = await requireScope("escheat.read");
  const list = await getRuleList(scope, { property, asOf: asOf ?? (await freshnessOf(scope)).asOf });
  const sort = readSort(address, ruleOrders, { by: "name", direction: "asc" });
  return (
    <RulesScreen
      list={list}
      lines={sortLines(filterLines(list.lines, show, search), sort)}
      show={show}
      search={search}
      sort={sort}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

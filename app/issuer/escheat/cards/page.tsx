import { CellScreen } from "@/components/escheat/cards/cell-screen";
import { type Address, readAddress } from "@/lib/address";
import { cellParams } from "@/lib/escheat/forecast/schema";
import { listCellCards } from "@/lib/escheat/queries/cell-cards";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-forecast";
import { localeFor } from "../../locale";

export const metadata = { title: t("escheat.cards.title") };

export default async function EscheatCardsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const params = readAddress(cellParams, address);
  const scope = await requireScope("escheat.read");
  const page = await listCellCards(scope, params);
  return <CellScreen page={page} params={params} address={address} locale={await localeFor(address)} />;
}

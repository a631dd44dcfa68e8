import { OwnTriangleScreen } from "@/components/breakage/forecast/own-triangle/own-triangle-screen";
import type { Address } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-triangle";
import { localeFor } from "../../locale";

export const metadata = { title: t("ownTriangle.title") };

export default async function OwnTrianglePage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  await requireScope("breakage.read");
  return <OwnTriangleScreen address={address} locale={await localeFor(address)} />;
}

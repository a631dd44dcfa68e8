import type { Metadata } from "next";
import { TypeScreen } from "@/components/breakage/forecast/type/type-screen";
import { type Address, readAddress } from "@/lib/address";
import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypePage } from "@/lib/breakage/forecast/queries/type-page";
import { versionParams } from "@/lib/breakage/forecast-view/schema";
import { may, requireScope } from "@/lib/identity/scope";
import { localeFor } from "../../../locale";
import { idOf, orNotFound } from "../../../or-not-found";
import { requirePinned } from "../../../pinned";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<Address> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: idOf((await params).code) };
}

export default async function ForecastTypePage({ params, searchParams }: Props) {
  const [{ code }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("forecast.read");
  await requirePinned(scope, address);
  const page = await orNotFound(getTypePage(scope, idOf(code), readAddress(versionParams, address)));
  return (
    <TypeScreen
      page={page}
      opinion={getSecondOpinion(scope, page)}
      mayChoose={may(scope, "forecast.choose")}
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

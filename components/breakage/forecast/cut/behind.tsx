import Link from "next/link";
import { type Address, hrefTo } from "@/lib/address";
import type { Cut, TypeMembers } from "@/lib/breakage/forecast-view/cut-members";
import { cutParts } from "@/lib/breakage/forecast-view/cut-path";
import type { CutTriangle } from "@/lib/breakage/forecast-view/cut-triangle";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { forecastPath } from "../forecast-hrefs";

type Props = {
  measure: CutTriangle["measure"];
  cards: number;
  /** Those of the cut. */
  types: readonly TypeMembers[];
  cut: Cut;
  /** Where one is looked at that is not the newest. */
  version: number | null;
  address: Address;
  locale: Locale;
};

/** How much a triangle is made of, and the way to what a forecast makes of the same cards. */
export function Behind({ measure, cards, types, cut, version, address, locale }: Props) {
  const [first] = types;
  const only = types.length === 1 && first ? first.members["card-type"].id : null;
  return (
    <>
      {t(`cutTriangle.behind.${measure}`, {
        types: formatCount(types.length, locale),
        n: types.length,
        cards: formatCount(cards, locale),
      })}{" "}
      <Link
        href={
          only === null
            ? hrefTo(forecastPath, address, { ...cutParts(cut), version: version === null ? null : String(version) })
            : typeHref(only, address, version)
        }
        prefetch={false}
      >
        {t(only === null ? "cutTriangle.toForecast" : "cutTriangle.toType")}
      </Link>
    </>
  );
}

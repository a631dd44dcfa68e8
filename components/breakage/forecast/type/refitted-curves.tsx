import { HEADLINE } from "@/lib/breakage/forecast/constants";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { agesOf, fittedShare } from "@/lib/breakage/forecast-view/redemption-curve";
import type { Refit } from "@/lib/breakage/forecast-view/refit";
import { sameModel } from "@/lib/breakage/forecast-view/same-model";
import type { Locale } from "@/lib/format";
import { CurveSection } from "./curve-section";

type Props = { own: TypeInVersion; code: string; refit: Promise<Refit | null> | null; locale: Locale };

/** The curves with the band of the fitted one, which only fitting again can tell. */
export async function RefittedCurves({ own, code, refit, locale }: Props) {
  const again = sameModel(await refit, code, own);
  const ages = agesOf(own.cohorts, own.ultimateAge);
  return (
    <CurveSection
      cohorts={own.cohorts}
      cut={own.cut}
      ultimateAge={own.ultimateAge}
      fitted={fittedShare(own.factors, ages)}
      band={again && { low: again.band.low.slice(0, ages), high: again.band.high.slice(0, ages) }}
      isUsed={own.method === HEADLINE || own.method === "category-blend"}
      locale={locale}
    />
  );
}

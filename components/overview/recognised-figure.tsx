import { Definition } from "@/components/ui/definition";
import { Figure } from "@/components/ui/figure";
import { recognisedMonths, recognisedNote } from "@/lib/accounting/recognised-words";
import type { Recognised } from "@/lib/accounting/recognition-view";
import { type Address, hrefTo } from "@/lib/address";
import { endOfMonth } from "@/lib/dates";
import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";

type Props = { recognised: Recognised | null; currency: string; address: Address; locale: Locale };

/** The third meaning of breakage: what was booked as revenue in the last twelve whole months. */
export function RecognisedFigure({ recognised, currency, address, locale }: Props) {
  if (recognised === null) return null;
  const { from, to, breakage } = recognised;
  return (
    <Figure
      label={t("recognised.figure")}
      value={formatMoney(breakage, currency, locale)}
      period={t("recognised.period", { months: recognisedMonths(recognised, locale) })}
      href={hrefTo("/issuer/accounting", address, { from, to: endOfMonth(to) })}
      definition={<Definition term={t("recognised.figure")}>{t("accounting.recognised.means")}</Definition>}
      note={recognisedNote(recognised)}
    />
  );
}

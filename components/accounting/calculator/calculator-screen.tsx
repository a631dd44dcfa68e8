import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting";
import { AccountingTabs } from "../accounting-tabs";
import { CalculatorLoader } from "./calculator-loader";

type Props = { example: string | null; currency: string; address: Address; locale: Locale };

/** An accountant's own example by the formulas of the books. */
export function CalculatorScreen({ example, currency, address, locale }: Props) {
  return (
    <>
      <PageHeader title={t("calculator.title")} lead={t("calculator.lead")} />
      <AccountingTabs current="calculator" address={address} />
      <CalculatorLoader example={example} currency={currency} locale={locale} />
    </>
  );
}

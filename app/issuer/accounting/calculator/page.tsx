import { CalculatorScreen } from "@/components/accounting/calculator/calculator-screen";
import { type Address, firstOf } from "@/lib/address";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/accounting";
import { localeFor } from "../../locale";

export const metadata = { title: t("calculator.title") };

export default async function CalculatorPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const scope = await requireScope("accounting.read");
  return (
    <CalculatorScreen
      example={firstOf(address.example) ?? null}
      currency={scope.issuer.currency}
      address={address}
      locale={await localeFor(address)}
    />
  );
}

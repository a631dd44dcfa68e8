"use client";

import { Button } from "@mantine/core";
import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useMemo, useState } from "react";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { calculatorExamples } from "@/lib/accounting/calculator-examples";
import {
  type CalculatorForm,
  calculateForm,
  emptyCalculator,
  formOf,
  formText,
} from "@/lib/accounting/calculator-form";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import { CalculatorFields } from "./calculator-fields";
import { CalculatorResults } from "./calculator-results";
import { faultWords } from "./fault-words";

type Props = { example: string | null; currency: string; locale: Locale };

/** The fields and what comes of them, a moment behind the typing; a small example stands in the address. */
export function Calculator({ example, currency, locale }: Props) {
  const [form, setForm] = useState<CalculatorForm>(() => formOf(example) ?? emptyCalculator(currency));
  const [, setKept] = useQueryState("example", parseAsString.withOptions({ history: "replace", throttleMs: 500 }));
  const settled = useDeferredValue(form);
  const result = useMemo(() => calculateForm(settled), [settled]);
  function replace(next: CalculatorForm) {
    setForm(next);
    void setKept(formText(next));
  }
  return (
    <>
      <CalculatorFields
        form={form}
        faults={result.state === "faults" ? result.faults.map(faultWords) : []}
        onChange={(part) => replace({ ...form, ...part })}
        onExample={(name) => replace(calculatorExamples[name])}
        onClear={() => {
          setForm(emptyCalculator(currency));
          void setKept(null);
        }}
      />
      {result.state === "ok" ? (
        <CalculatorResults value={result.value} method={settled.method} locale={locale} />
      ) : null}
      {result.state === "empty" ? (
        <Section title={t("calculator.results")} flush>
          <EmptyState
            title={t("calculator.empty.title")}
            action={
              <Button variant="light" onClick={() => replace(calculatorExamples.ie52)}>
                {t("calculator.example.ie52")}
              </Button>
            }
          >
            {t("calculator.empty.text")}
          </EmptyState>
        </Section>
      ) : null}
      {result.state === "faults" ? (
        <Section title={t("calculator.results")} flush>
          <div role="status">
            <EmptyState title={t("calculator.faults", { count: result.faults.length })}>
              {result.faults.slice(0, 3).map((fault) => (
                <p key={faultWords(fault)}>{faultWords(fault)}</p>
              ))}
            </EmptyState>
          </div>
        </Section>
      ) : null}
    </>
  );
}

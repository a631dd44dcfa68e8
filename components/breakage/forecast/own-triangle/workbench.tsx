"use client";

import { Button } from "@mantine/core";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { exampleForm } from "@/lib/breakage/triangle-view/example";
import { emptyForm, type OwnForm } from "@/lib/breakage/triangle-view/own-form";
import { readForm } from "@/lib/breakage/triangle-view/read-form";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { InputForm } from "./input-form";
import { Results } from "./results";

/** The form and what comes of it. Computed as one types, a moment behind, so that typing is never held up. */
export function Workbench({ locale }: { locale: Locale }) {
  const [form, setForm] = useState<OwnForm>(emptyForm);
  const settled = useDeferredValue(form);
  const isEmpty = settled.triangle.trim() === "";
  const reading = useMemo(() => (isEmpty ? null : readForm(settled)), [settled, isEmpty]);
  const change = (part: Partial<OwnForm>) => setForm((now) => ({ ...now, ...part }));
  const field = useRef<HTMLTextAreaElement>(null);
  /** The buttons that lead here may be gone a moment later, so the focus goes to what they filled or emptied. */
  function replace(next: OwnForm) {
    setForm(next);
    field.current?.focus();
  }
  const loadExample = () => replace({ ...emptyForm, ...exampleForm });

  return (
    <>
      <div data-print="no">
        <InputForm
          form={form}
          field={field}
          faults={reading?.ok === false ? reading.faults : []}
          isExample={form.triangle === exampleForm.triangle}
          locale={locale}
          onChange={change}
          onExample={loadExample}
          onClear={() => replace(emptyForm)}
        />
      </div>
      {reading === null ? (
        <Section title={t("ownTriangle.methods")}>
          <EmptyState
            title={t("ownTriangle.whatTitle")}
            action={
              <Button variant="light" onClick={loadExample}>
                {t("ownTriangle.example")}
              </Button>
            }
          >
            <p>{t("ownTriangle.what")}</p>
            <p>{t("ownTriangle.whatPaste")}</p>
          </EmptyState>
        </Section>
      ) : null}
      {reading?.ok === false ? (
        <Section title={t("ownTriangle.methods")}>
          <div role="status">
            <EmptyState title={t("ownTriangle.faults")}>
              {t("ownTriangle.faultsWhat", {
                count: formatCount(reading.faults.length, locale),
                n: reading.faults.length,
              })}
            </EmptyState>
          </div>
        </Section>
      ) : null}
      {/* What was left out belongs to these very amounts, so others begin anew. */}
      {reading?.ok ? <Results key={`${settled.kind} ${settled.triangle}`} own={reading.value} locale={locale} /> : null}
    </>
  );
}

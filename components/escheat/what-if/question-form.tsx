"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Section } from "@/components/ui/section";
import { hrefWith } from "@/lib/address";
import type { WhatIfChoices } from "@/lib/escheat/forecast/what-if-choices";
import { partsOf, whatIfKinds } from "@/lib/escheat/forecast/what-if-parts";
import type { WhatIfParams } from "@/lib/escheat/forecast/what-if-schema";
import type { EscheatType } from "@/lib/escheat/queries/card-types";
import { t } from "@/lib/messages/escheat-forecast";
import { RuleFields } from "./rule-fields";
import { TypeFields } from "./type-fields";
import classes from "./what-if.module.css";

export type Choices = WhatIfChoices & { readonly types: readonly EscheatType[] };

/** A question as the form holds it: text by the names of the address, empty where it stays as it is. */
export type Draft = Readonly<Partial<Record<keyof WhatIfParams, string>>>;
export type FieldsProps = {
  readonly draft: Draft;
  readonly choices: Choices;
  readonly onChange: (change: Draft) => void;
};

/** All that a question says but its day and its currency: those are chosen above every page. */
const own: readonly (keyof WhatIfParams)[] = ["change", ...Object.values(partsOf).flat()];

const draftOf = (params: WhatIfParams): Draft =>
  Object.fromEntries(own.flatMap((name) => (params[name] === undefined ? [] : [[name, String(params[name])]])));

/** The question as a form; its answers stand in the address, so that a question can be sent to somebody. */
export function QuestionForm({ params, choices }: { params: WhatIfParams; choices: Choices }) {
  const router = useRouter();
  const query = useSearchParams();
  const [draft, setDraft] = useState(() => draftOf(params));
  const onChange = (change: Draft) => setDraft((before) => ({ ...before, ...change }));
  const kind = whatIfKinds.find((one) => one === draft.change) ?? "rule";
  function submit(event: FormEvent) {
    event.preventDefault();
    const change = Object.fromEntries(own.map((name) => [name, draft[name]?.trim() || null]));
    router.push(hrefWith("/issuer/escheat/what-if", Object.fromEntries(query), change), { scroll: false });
  }
  return (
    <Section title={t("escheat.whatIf.question")}>
      <form className={classes.form} onSubmit={submit}>
        <div className={classes.fields}>
          <NativeSelect
            label={t("escheat.whatIf.change")}
            value={kind}
            data={whatIfKinds.map((value) => ({ value, label: t(`escheat.whatIf.change.${value}`) }))}
            onChange={({ currentTarget: { value } }) => onChange({ change: value })}
          />
          {kind === "incorporation" ? (
            <NativeSelect
              label={t("escheat.whatIf.to")}
              description={t("escheat.whatIf.now", {
                value:
                  choices.places.find(({ value }) => value === choices.incorporation)?.label ??
                  choices.incorporation ??
                  t("word.unknown"),
              })}
              value={draft.to ?? ""}
              data={[{ value: "", label: t("escheat.whatIf.asNow") }, ...choices.places]}
              onChange={({ currentTarget: { value } }) => onChange({ to: value })}
            />
          ) : null}
        </div>
        {kind === "rule" ? <RuleFields draft={draft} choices={choices} onChange={onChange} /> : null}
        {kind === "card-type" ? <TypeFields draft={draft} choices={choices} onChange={onChange} /> : null}
        <div>
          <Button type="submit" variant="default">
            {t("escheat.whatIf.set")}
          </Button>
        </div>
      </form>
    </Section>
  );
}

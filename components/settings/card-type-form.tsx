"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { NumberField } from "@/components/ui/number-field";
import { Section } from "@/components/ui/section";
import { businessModels, issuerTypes, media } from "@/lib/cards/constants";
import { t } from "@/lib/messages/identity";
import { updateCardTypeAction } from "@/lib/programme/actions";
import { answers } from "@/lib/programme/card-type-flags";
import type { CardTypeRow } from "@/lib/programme/queries";
import { ActionFailure } from "./action-failure";
import { AnswerField, ChoiceField } from "./card-type-fields";
import classes from "./settings.module.css";
import { useAction } from "./use-action";

type Props = { cardType: CardTypeRow; brands: readonly { id: number; name: string }[]; canManage: boolean };
type Draft = Omit<CardTypeRow, "id" | "code" | "currency" | "brandName">;

export function CardTypeForm({ cardType, brands, canManage }: Props) {
  const [draft, setDraft] = useState<Draft>(cardType);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const { run, pending, failure, fields } = useAction(updateCardTypeAction, {
    after: ({ updatedAt }) => set({ updatedAt: new Date(updatedAt) }),
  });
  const common = { disabled: !canManage };

  function submit(event: FormEvent) {
    event.preventDefault();
    const { name, brandId, businessModel, category, medium, issuerType, validityDays, fundsValidityDays } = draft;
    const { hasExpiry, fundsExpire, hasFees, cashRedeemable, promotional, reloadable } = draft;
    run({
      cardTypeId: cardType.id,
      updatedAt: draft.updatedAt.toISOString(),
      ...{ name, brandId, businessModel, category, medium, issuerType, validityDays, fundsValidityDays },
      ...{ hasExpiry, fundsExpire, hasFees, cashRedeemable, promotional, reloadable },
    });
  }

  return (
    <form onSubmit={submit}>
      <Section title={t("cardTypes.what")}>
        <div className={classes.fields}>
          <TextInput
            {...common}
            label={t("cardType.name")}
            required
            withAsterisk={false}
            value={draft.name}
            error={fields.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <NativeSelect
            {...common}
            label={t("cardType.brand")}
            data={[
              { value: "", label: t("answer.unknown") },
              ...brands.map((brand) => ({ value: String(brand.id), label: brand.name })),
            ]}
            value={draft.brandId === null ? "" : String(draft.brandId)}
            error={fields.brandId}
            onChange={({ currentTarget: { value } }) => set({ brandId: value === "" ? null : Number(value) })}
          />
          <ChoiceField
            {...common}
            field="businessModel"
            values={businessModels}
            value={draft.businessModel}
            onChange={(businessModel) => set({ businessModel })}
          />
          <ChoiceField
            {...common}
            field="medium"
            values={media}
            value={draft.medium}
            onChange={(medium) => set({ medium })}
          />
          <ChoiceField
            {...common}
            field="issuerType"
            values={issuerTypes}
            value={draft.issuerType}
            onChange={(issuerType) => set({ issuerType })}
          />
          <TextInput
            {...common}
            label={t("cardType.category")}
            description={t("cardType.category.why")}
            placeholder={t("answer.unknown")}
            value={draft.category ?? ""}
            error={fields.category}
            onChange={(event) => set({ category: event.currentTarget.value || null })}
          />
        </div>
      </Section>
      <Section title={t("cardTypes.law")} note={t("cardTypes.lawNote")}>
        <div className={classes.fields}>
          {answers.map((field) => (
            <AnswerField
              {...common}
              key={field}
              field={field}
              value={draft[field]}
              error={fields[field]}
              onChange={(value) => set({ [field]: value })}
            />
          ))}
        </div>
      </Section>
      <Section title={t("cardTypes.dates")} note={t("cardTypes.datesNote")}>
        <div className={classes.fields}>
          {(["validityDays", "fundsValidityDays"] as const).map((field) => (
            <NumberField
              {...common}
              key={field}
              label={t(`cardType.${field}`)}
              description={t(`cardType.${field}.why`)}
              value={draft[field] ?? ""}
              error={fields[field]}
              onChange={(value) => set({ [field]: value === "" ? null : value })}
            />
          ))}
        </div>
      </Section>
      <ActionFailure failure={failure} shown={Object.keys(draft)} />
      {canManage ? (
        <div className={classes.foot}>
          <Button type="submit" loading={pending}>
            {t("cardTypes.save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

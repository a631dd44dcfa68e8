"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { type PaymentType, paymentTypes } from "@/lib/escheat/report-file/codes";
import { t } from "@/lib/messages/escheat-filing-screens";

export type PaymentDraft = { type: PaymentType; confirmation: string };

type Props = {
  payment: PaymentDraft;
  errors?: Readonly<Record<string, string>>;
  onChange: (payment: PaymentDraft) => void;
};

/** How the money goes to the state, as the file tells it. */
export function PaymentFields({ payment, errors = {}, onChange }: Props) {
  return (
    <>
      <NativeSelect
        label={t("reports.payment.type")}
        data={paymentTypes.map((value) => ({ value, label: t(`reports.payment.${value}`) }))}
        value={payment.type}
        onChange={(event) => {
          const type = paymentTypes.find((one) => one === event.currentTarget.value);
          if (type) onChange({ ...payment, type });
        }}
      />
      <TextInput
        label={t("reports.payment.confirmation")}
        description={t("reports.payment.confirmation.why")}
        maxLength={50}
        value={payment.confirmation}
        error={errors["payment.confirmation"] ?? errors.payment}
        onChange={(event) => onChange({ ...payment, confirmation: event.currentTarget.value })}
      />
    </>
  );
}

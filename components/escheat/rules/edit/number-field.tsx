"use client";

import { NumberInput } from "@mantine/core";
import type { Blank } from "@/lib/escheat/exemption-draft";

type Props = {
  label: string;
  description?: string;
  value: Blank;
  onChange: (value: Blank) => void;
  /** Digits after the point; none for whole numbers. */
  decimals?: number;
  prefix?: string;
  suffix?: string;
};

/** A number that may be left empty; nothing is rounded or pushed into bounds behind the person's back. */
export function NumberField({ label, description, value, onChange, decimals = 0, prefix, suffix }: Props) {
  return (
    <NumberInput
      label={label}
      description={description}
      value={value}
      allowNegative={false}
      allowDecimal={decimals > 0}
      decimalScale={decimals}
      hideControls
      clampBehavior="none"
      prefix={prefix}
      suffix={suffix}
      onChange={(next) => onChange(next === "" ? "" : Number(next))}
    />
  );
}

"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";

type Props = Omit<TextInputProps, "value" | "onChange" | "type" | "inputMode" | "leftSection" | "rightSection"> & {
  /** Empty: no number. */
  value: number | "";
  onChange: (value: number | "") => void;
  /** Digits after the point; none for whole numbers. */
  decimals?: number;
  prefix?: string;
  suffix?: string;
};

const numberIn = (text: string) => (text === "" || text === "." ? "" : Number(text));

/** A number that may be left empty; nothing is rounded or pushed into bounds behind the person's back. */
export function NumberField({ value, onChange, decimals = 0, prefix, suffix, ...field }: Props) {
  // As typed, so that "2." and "2.0" can be on the way to "2.05".
  const [typed, setTyped] = useState("");
  const shown = numberIn(typed) === value ? typed : String(value);
  const allowed = decimals > 0 ? new RegExp(`^\\d{0,15}(\\.\\d{0,${decimals}})?$`) : /^\d{0,15}$/;
  return (
    <TextInput
      {...field}
      inputMode={decimals > 0 ? "decimal" : "numeric"}
      autoComplete="off"
      leftSection={prefix}
      rightSection={suffix}
      value={shown}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value.trim();
        if (!allowed.test(text)) return;
        setTyped(text);
        onChange(numberIn(text));
      }}
    />
  );
}

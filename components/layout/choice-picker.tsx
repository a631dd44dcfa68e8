"use client";

import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import classes from "./pickers.module.css";
import { useView } from "./use-view";

export type Choice = { value: string; label: string };

type Props = { name: "currency"; label: string; choices: readonly Choice[]; value: string; usual: string };

/** One named part of the address with few values. The usual value is left out of the address. */
export function ChoicePicker({ name, label, choices, value, usual }: Props) {
  const { setView, pending } = useView();
  const current = choices.find((choice) => choice.value === value);
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className={classes.picker}
          data-changed={value !== usual || undefined}
          data-picker={name}
          data-value={value}
          data-usual={usual}
          aria-busy={pending}
        >
          <span className={classes.pickerLabel}>{label}</span>
          {current?.label ?? value}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            rightSection={choice.value === value ? <IconCheck size={15} aria-hidden /> : null}
            aria-current={choice.value === value || undefined}
            onClick={() => setView({ [name]: choice.value === usual ? null : choice.value })}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

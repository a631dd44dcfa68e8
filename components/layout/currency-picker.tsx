"use client";

import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { t } from "@/lib/messages/screens";
import classes from "./pickers.module.css";
import { useView } from "./use-view";

type Props = {
  /** Currencies the issuer has cards in, the reporting currency first; one alone needs no picker. */
  currencies: readonly string[];
  value: string;
};

/** Figures are of one currency. The reporting one is left out of the address. */
export function CurrencyPicker({ currencies, value }: Props) {
  const { setView, pending } = useView();
  const [usual = value] = currencies;
  if (currencies.length < 2) return null;
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className={classes.picker}
          data-changed={value !== usual || undefined}
          aria-busy={pending}
        >
          <span className={classes.pickerLabel}>{t("currency.label")}</span>
          {value}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {currencies.map((currency) => (
          <Menu.Item
            key={currency}
            rightSection={currency === value ? <IconCheck size={15} aria-hidden /> : null}
            aria-current={currency === value || undefined}
            onClick={() => setView({ currency: currency === usual ? null : currency })}
          >
            {currency}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

"use client";

import { Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ComponentProps, ReactNode } from "react";
import classes from "./pickers.module.css";

type Props = Omit<ComponentProps<"button">, "onClick" | "value"> & {
  /** What is chosen, as the button shows it. */
  value: ReactNode;
  /** Whether that is not the usual. */
  isChanged: boolean;
  isBusy: boolean;
  opened: boolean;
  setOpened(opened: boolean): void;
  panel: Omit<ComponentProps<typeof Popover.Dropdown>, "children">;
};

/** A button of the view's bar that says what is chosen, and the panel in which it is chosen. */
export function Picker({ value, isChanged, isBusy, opened, setOpened, panel, children, ...button }: Props) {
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.picker}
          data-changed={isChanged || undefined}
          aria-expanded={opened}
          aria-busy={isBusy}
          onClick={() => setOpened(!opened)}
          {...button}
        >
          {value}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown {...panel}>{children}</Popover.Dropdown>
    </Popover>
  );
}

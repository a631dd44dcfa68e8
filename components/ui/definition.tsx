"use client";

import { Popover } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./definition.module.css";

/** What a number means, one press away from the number. Opens by press and not by hover: it must work by touch and by key. */
export function Definition({ term, children }: { term: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} shadow="md" withArrow position="bottom">
      <Popover.Target>
        <button
          type="button"
          className={classes.button}
          data-print="no"
          aria-label={t("definition.what", { term })}
          onClick={() => setOpen(!isOpen)}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
        >
          <IconInfoCircle size={14} stroke={1.8} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.term}>{term}</p>
        <div className={classes.text}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  );
}

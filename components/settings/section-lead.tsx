import type { ReactNode } from "react";
import { t } from "@/lib/messages/identity";
import classes from "./section-lead.module.css";

type Props = { children: ReactNode; actions?: ReactNode; isReadOnly?: boolean };

/** What a section of the settings is for, and the one thing to do there. */
export function SectionLead({ children, actions, isReadOnly = false }: Props) {
  return (
    <div className={classes.lead}>
      <div className={classes.words}>
        <p>{children}</p>
        {isReadOnly ? <p className={classes.note}>{t("settings.readOnly")}</p> : null}
      </div>
      {actions ? <div data-print="no">{actions}</div> : null}
    </div>
  );
}

"use client";

import { t } from "@/lib/messages/notifications-templates";
import { type TemplateVariable, templateVariables } from "@/lib/notifications/templates/constants";
import classes from "./templates.module.css";

/** What a template may ask for; a press puts it where one writes. */
export function VariableButtons({ onPick }: { onPick: (variable: TemplateVariable) => void }) {
  return (
    <ul className={classes.variables} aria-label={t("templates.variables")}>
      {templateVariables.map((variable) => (
        <li key={variable}>
          <button
            type="button"
            className={classes.variable}
            title={t(`templates.variable.${variable}`)}
            aria-label={t("templates.insert", { variable })}
            onClick={() => onPick(variable)}
          >
            {variable}
          </button>
        </li>
      ))}
    </ul>
  );
}

import Link from "next/link";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

export const wizardSteps = ["files", "columns", "check", "load"] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Where one is on the way from files to facts. Steps that can be gone back to are links. */
export function WizardSteps({
  current,
  hrefs,
}: {
  current: WizardStep;
  hrefs: Partial<Record<WizardStep, string | null>>;
}) {
  return (
    <nav aria-label={t("wizard.steps")}>
      <ol className={classes.wizardSteps}>
        {wizardSteps.map((step) => {
          const href = hrefs[step];
          return (
            <li key={step} className={classes.wizardStep} aria-current={step === current ? "step" : undefined}>
              {href && step !== current ? (
                <Link href={href} prefetch={false}>
                  {t(`wizard.step.${step}`)}
                </Link>
              ) : (
                <span>{t(`wizard.step.${step}`)}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

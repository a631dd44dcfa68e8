import { t } from "@/lib/messages/notifications-proposals";
import { explanationWords } from "@/lib/notifications/optimiser/explain-words";
import { explanationOf } from "@/lib/notifications/proposals/explanation";
import classes from "./proposals.module.css";

type Props = { explanation: unknown; currency: string };

/** Why this moment, with the two runners-up and what spoke against them; or by which rule nobody is written to. */
export function Why({ explanation, currency }: Props) {
  const found = explanationOf(explanation);
  if (!found) return <p className={classes.quiet}>{t("notify.why.unreadable")}</p>;
  const { stake, choice, others } = explanationWords(found, currency);
  return (
    <div className={classes.reasons}>
      <p>{stake}</p>
      {choice.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {others.length > 0 ? (
        <ul>
          {others.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

export function WhyDetails({ explanation, currency, name }: Props & { name: string }) {
  return (
    <details className={classes.why}>
      <summary aria-label={t("notify.why.of", { name })}>{t("notify.why")}</summary>
      <Why explanation={explanation} currency={currency} />
    </details>
  );
}

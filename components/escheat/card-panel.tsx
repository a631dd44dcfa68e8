import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import { counselNames } from "@/lib/escheat/filing/counsel-name";
import type { CardDetermination, NoDetermination } from "@/lib/escheat/queries/card-determination";
import { ruleHref } from "@/lib/escheat/rule-path";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./card-panel.module.css";
import { placeName } from "./forecast/words";

type Props = {
  found: CardDetermination | NoDetermination;
  /** What has gone to a state already. */
  escheated: bigint;
  asOf: CivilDate;
  address: Address;
  locale: Locale;
};

/** What the law says of this card: the facts of it at a glance, and every reason as a sentence. */
export function CardPanel({ found, escheated, asOf, address, locale }: Props) {
  const note = t("escheat.card.note", { date: formatDate(asOf, locale) });
  if ("fault" in found) {
    return (
      <Section title={t("escheat.card.title")} note={note}>
        <p role="alert">{t("escheat.card.fault", { why: found.fault })}</p>
      </Section>
    );
  }
  const { determination: made, property, currency, balance } = found;
  const unknown = t("escheat.card.unknown");
  const day = (date: CivilDate | null) => (date === null ? unknown : formatDate(date, locale));
  const isDated = made.outcome !== "exempt";
  return (
    <Section
      title={t("escheat.card.title")}
      note={note}
      actions={
        made.jurisdiction !== null && property !== null ? (
          <ButtonLink
            href={ruleHref({ jurisdiction: made.jurisdiction, property }, address)}
            variant="default"
            size="xs"
          >
            {t("escheat.card.toRule")}
          </ButtonLink>
        ) : null
      }
    >
      {escheated === 0n ? null : (
        <p className={classes.done}>{t("escheat.card.done", { amount: formatMoney(escheated, currency, locale) })}</p>
      )}
      <dl className={classes.facts}>
        <Fact name={t("escheat.card.outcome")}>
          {t(`escheat.outcome.${made.outcome}`)} {made.needsCounsel.length > 0 ? <NeedsCounsel /> : null}
        </Fact>
        <Fact name={t("escheat.card.jurisdiction")}>{placeName(made.jurisdiction ?? "")}</Fact>
        {isDated ? (
          <>
            <Fact name={t("escheat.card.presumed")}>{day(made.presumedAbandonedOn)}</Fact>
            <Fact name={t("escheat.card.report")}>
              {made.reportYear === null
                ? unknown
                : t("escheat.card.reportOf", { year: made.reportYear, date: day(made.reportDueOn) })}
            </Fact>
            <Fact name={t("escheat.card.amount")}>
              {made.amount === null
                ? unknown
                : t("escheat.card.amountOf", {
                    amount: formatMoney(made.amount, currency, locale),
                    balance: formatMoney(balance, currency, locale),
                  })}
            </Fact>
            <Fact name={t("escheat.card.letters")}>{lettersOf(found, locale)}</Fact>
          </>
        ) : null}
      </dl>
      <ol className={classes.reasons}>
        {made.reasons.map(({ topic, sentence }) => (
          <li key={`${topic} ${sentence}`}>{sentence}</li>
        ))}
        <li>{t("escheat.card.reminders")}</li>
      </ol>
      {made.needsCounsel.length > 0 ? (
        <p className={classes.counsel}>
          <NeedsCounsel /> {t("escheat.card.counsel", { fields: counselNames(made.needsCounsel) })}
        </p>
      ) : null}
    </Section>
  );
}

function lettersOf({ determination: { letterRequired, lettersFrom, lettersTo } }: CardDetermination, locale: Locale) {
  if (!letterRequired) return t("escheat.card.lettersNone");
  if (lettersFrom === null || lettersTo === null) return t("escheat.card.lettersOwed");
  return t("escheat.card.lettersBetween", { from: formatDate(lettersFrom, locale), to: formatDate(lettersTo, locale) });
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import { parameterNames } from "@/lib/notifications/optimiser/parameters";
import { sealedFigures, sealedNotes } from "@/lib/notifications/proposals/batch-parameters";
import { languageName } from "@/lib/notifications/proposals/batch-words";
import { formatParameter } from "@/lib/notifications/proposals/parameter-words";
import type { BatchDetail } from "@/lib/notifications/queries/batch";
import classes from "./proposals.module.css";

type Props = { batch: BatchDetail; address: Address; locale: Locale };

/** What the estimates rest on: as it was believed when this was proposed, and sealed with it. */
export function Assumptions({ batch, address, locale }: Props) {
  const figures = sealedFigures(batch.parameters);
  const { scoredOn, otherLanguages } = sealedNotes(batch.parameters);
  const assumed = parameterNames.filter((name) => figures.get(name)?.origin === "prior").length;
  return (
    <div id="assumptions">
      <Section
        title={t("notify.assumptions")}
        note={t("notify.assumptions.note", { n: assumed, assumed: formatCount(assumed, locale) })}
        actions={
          <ButtonLink href={hrefTo("/issuer/notifications/parameters", address)} variant="default" size="xs">
            {t("notify.assumptions.now")}
          </ButtonLink>
        }
      >
        <dl className={classes.facts}>
          {parameterNames.flatMap((name) => {
            const figure = figures.get(name);
            if (!figure) return [];
            return [
              <dt key={`${name}-name`}>{t(`notify.parameter.${name}`)}</dt>,
              <dd key={name}>
                {formatParameter(name, figure.value, locale)} ({t(`notify.origin.${figure.origin}`)})
              </dd>,
            ];
          })}
          {scoredOn ? (
            <>
              <dt>{t("notify.assumptions.scores")}</dt>
              <dd>{formatDate(scoredOn, locale)}</dd>
            </>
          ) : null}
          {otherLanguages.flatMap(({ language, people }) => [
            <dt key={`${language}-name`}>
              {t("notify.assumptions.language", { language: languageName(language, locale) })}
            </dt>,
            <dd key={language}>
              {t("notify.assumptions.language.means", {
                n: people,
                people: formatCount(people, locale),
                language: languageName(batch.language, locale),
              })}
            </dd>,
          ])}
          <dt>{t("notify.assumptions.seal")}</dt>
          <dd>{batch.seal}</dd>
        </dl>
      </Section>
    </div>
  );
}

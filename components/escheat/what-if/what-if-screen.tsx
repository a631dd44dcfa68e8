import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Address } from "@/lib/address";
import { whatIfResultOf } from "@/lib/escheat/forecast/what-if-result";
import type { WhatIfInput, WhatIfParams } from "@/lib/escheat/forecast/what-if-schema";
import { questionWords } from "@/lib/escheat/forecast/what-if-words";
import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import type { JobView } from "@/lib/jobs/queries";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/escheat-forecast";
import { Answer } from "./answer";
import { AskWhatIf } from "./ask-what-if";
import { type Choices, QuestionForm } from "./question-form";
import { saveLink } from "./save-link";
import { WhatIfRun } from "./what-if-run";

type Props = {
  params: WhatIfParams;
  /** Null while the address does not ask anything whole. */
  question: WhatIfInput | null;
  /** The newest run that was asked exactly this. */
  run: JobView | null;
  choices: Choices;
  freshness: Freshness;
  issuer: IssuerFacts;
  may: { ask: boolean; cancel: boolean; propose: boolean; manageHolder: boolean; manageTypes: boolean };
  address: Address;
  locale: Locale;
};

/** A question in the address, and what would follow from it. Nothing here changes anything. */
export function WhatIfScreen(props: Props) {
  const { params, question, choices, freshness, issuer, address, locale } = props;
  return (
    <>
      <PageHeader
        title={t("escheat.whatIf.title")}
        lead={t("escheat.whatIf.lead")}
        meta={<Fresh freshness={freshness} timeZone={issuer.timeZone} locale={locale} />}
      />
      <EscheatTabs current="what-if" address={address} />
      <QuestionForm key={JSON.stringify(params)} params={params} choices={choices} />
      {question ? <Asked {...props} question={question} /> : <Incomplete />}
    </>
  );
}

const Incomplete = () => (
  <Section title={t("escheat.whatIf.answer")} flush>
    <EmptyState title={t("escheat.whatIf.incomplete")}>{t("escheat.whatIf.incompleteHint")}</EmptyState>
  </Section>
);

function Asked({ question, run, may, issuer, address, locale }: Props & { question: WhatIfInput }) {
  const words = questionWords(question);
  const isBusy = run !== null && isActive(run.state);
  const ask = may.ask ? (
    <AskWhatIf question={question} lastRunId={run?.id ?? 0} isBusy={isBusy} isAgain={run?.state === "done"} />
  ) : (
    <p>{t("escheat.whatIf.mayNot")}</p>
  );
  const result = run?.state === "done" ? whatIfResultOf(run.result) : null;
  if (run && result) {
    const save = saveLink(question, may, address);
    return (
      <Answer
        words={words}
        result={result}
        run={run}
        timeZone={issuer.timeZone}
        locale={locale}
        actions={
          <>
            {save ? (
              <ButtonLink href={save.href} size="xs">
                {save.label}
              </ButtonLink>
            ) : null}
            {ask}
          </>
        }
      />
    );
  }
  return (
    <>
      {run ? <WhatIfRun key={run.id} initial={run} issuer={issuer} mayCancel={may.cancel} locale={locale} /> : null}
      {isBusy ? null : (
        <Section title={words} flush>
          <EmptyState title={t("escheat.whatIf.unasked")} action={ask}>
            {t("escheat.whatIf.unaskedHint")}
          </EmptyState>
        </Section>
      )}
    </>
  );
}

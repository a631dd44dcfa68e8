import { Section } from "@/components/ui/section";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import type { Choice } from "@/lib/breakage/forecast/choice";
import { knownWords } from "@/lib/breakage/forecast-view/known-words";
import { shownWords, verdictWords } from "@/lib/breakage/forecast-view/verdict-words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";

type Props = { choice: Choice; report: Extract<BacktestReport, { status: "ok" }>; locale: Locale };

/** The answer first, in sentences. */
export function Verdict({ choice, report, locale }: Props) {
  const [answer, ...others] = [
    ...verdictWords(choice, locale),
    ...shownWords(report, locale),
    ...knownWords(report, locale),
  ];
  return (
    <Section title={t("backTest.verdict")}>
      <div className={classes.verdict}>
        <p className={classes.answer}>{answer}</p>
        {others.map((words) => (
          <p key={words} className={classes.muted}>
            {words}
          </p>
        ))}
      </div>
    </Section>
  );
}

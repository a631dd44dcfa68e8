import { ButtonLink } from "@/components/ui/button-link";
import { t } from "@/lib/messages/landing";
import classes from "./landing.module.css";
import { ThemeToggle } from "./theme-toggle";

const questions = ["breakage", "asOf", "proof", "import"] as const;

/** What this is, for somebody who has not signed in. */
export function Landing() {
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          {t("app.name")}
        </span>
        <ThemeToggle />
      </header>
      <main id="main">
        <section className={classes.hero}>
          <h1 className={classes.title}>{t("landing.title")}</h1>
          <p className={classes.lead}>{t("landing.lead")}</p>
          <ButtonLink href="/issuer/overview" size="md">
            {t("landing.open")}
          </ButtonLink>
        </section>
        <div className={classes.questions}>
          {questions.map((question) => (
            <section key={question} className={classes.question}>
              <h2>{t(`landing.${question}.title`)}</h2>
              <p>{t(`landing.${question}.text`)}</p>
            </section>
          ))}
        </div>
      </main>
    </div>
  );
}

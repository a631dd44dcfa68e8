"use client";

import { NativeSelect } from "@mantine/core";
import { formatDate, formatMoney, type Locale, locales } from "@/lib/format";
import { changeLanguageAction } from "@/lib/identity/actions/account";
import { identityMessages } from "@/lib/messages/identity";
import { words } from "@/lib/messages/message";
import { shellMessages } from "@/lib/messages/shell";
import { ActionFailure } from "./action-failure";
import classes from "./settings.module.css";
import { useAction } from "./use-action";

const t = words(identityMessages, shellMessages);

/** An amount and a day that look different in each of the three. */
const sample = (locale: Locale) => `${formatMoney(123_456_789n, "EUR", locale)}, ${formatDate("2026-10-31", locale)}`;

/** Chosen is kept: one choice needs no button beside it. */
export function LanguageForm({ language }: { language: Locale }) {
  const { run, pending, failure } = useAction(changeLanguageAction);
  return (
    <div className={classes.narrow}>
      <NativeSelect
        label={t("account.formats")}
        description={t("account.formatsHint")}
        value={language}
        disabled={pending}
        data={locales.map((locale) => ({
          value: locale,
          label: `${t(`user.format.${locale}`)}: ${sample(locale)}`,
        }))}
        onChange={(event) => {
          const chosen = locales.find((locale) => locale === event.currentTarget.value);
          if (chosen) run({ language: chosen });
        }}
      />
      <ActionFailure failure={failure} />
    </div>
  );
}

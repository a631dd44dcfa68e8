"use client";

import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { ReasonField } from "@/components/ui/reason-field";
import { judgeTriangleAction } from "@/lib/breakage/forecast/actions";
import { isJudged, isSameJudgement, type Judgement } from "@/lib/breakage/forecast/judgement";
import { judgementWords } from "@/lib/breakage/forecast-view/judgement-words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = {
  code: string;
  /** The triangle as it is read on screen. */
  shown: Judgement;
  /** As forecasts read it from the next version on. */
  counts: Judgement;
  /** Whether all of that can stand in the triangle on screen. */
  isShowable: boolean;
  /** Without factors there is nothing to use. */
  hasFactors: boolean;
  mayChoose: boolean;
  locale: Locale;
  /** Reads the triangle on screen as forecasts do. */
  onShow: () => void;
};

/** From a what-if to forecasts: what is left out on screen, and the tail, count from the next version on, with a reason. */
export function UseInForecasts(props: Props) {
  const { code, shown, counts, isShowable, hasFactors, mayChoose, locale, onShow } = props;
  const [isOpen, setOpen] = useState(false);
  const isSame = isSameJudgement(shown, counts);
  return (
    <div className={classes.bar}>
      <p className={classes.words}>
        <strong>{t("judge.inForecasts")}</strong> {judgementWords(counts, locale)}
        {isShowable ? null : <span className={classes.muted}> {t("judge.notShowable")}</span>}
      </p>
      <span className={classes.choice} data-print="no">
        {isJudged(counts) && isShowable ? (
          <Button variant="default" size="xs" onClick={onShow} disabled={isSame}>
            {t("judge.show")}
          </Button>
        ) : null}
        {mayChoose ? (
          <Button variant="default" size="xs" onClick={() => setOpen(true)} disabled={isSame || !hasFactors}>
            {t(isJudged(shown) || isSame ? "judge.use" : "judge.giveBack")}
          </Button>
        ) : null}
      </span>
      {isOpen ? <Reason code={code} shown={shown} locale={locale} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Reason({ code, shown, locale, onClose }: Pick<Props, "code" | "shown" | "locale"> & { onClose: () => void }) {
  const [reason, setReason] = useState("");
  const { run, pending, failure, fields } = useAction(judgeTriangleAction, {
    say: t("chooseMethod.done"),
    after: onClose,
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ cardType: code, leftOut: [...shown.leftOut], settledAge: shown.settledAge, reason });
  }
  return (
    <Dialog title={t(isJudged(shown) ? "judge.title.use" : "judge.title.giveBack")} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <p>{judgementWords(shown, locale)}</p>
          <p className={classes.muted}>{t("judge.what")}</p>
          <ReasonField
            label={t("chooseMethod.reason")}
            description={t("chooseMethod.reasonHint")}
            value={reason}
            error={fields.reason}
            onChange={setReason}
            data-autofocus
          />
          <ActionFailure failure={failure} shown={["reason"]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={pending}>
              {t("judge.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

"use client";

import { Button, Menu, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { ManySelectLoader } from "@/components/ui/many-select-loader";
import { ReasonField } from "@/components/ui/reason-field";
import { chooseRecognitionAction, previewMethodAction } from "@/lib/accounting/actions";
import { shareOfPercent } from "@/lib/accounting/calculator-text";
import {
  type ConstraintKind,
  constraintKinds,
  type RecognitionMethod,
  recognitionMethods,
} from "@/lib/accounting/constants";
import type { Preview } from "@/lib/accounting/preview";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { MethodEffect } from "./method-effect";

type Option = { code: string; name: string; brand: string; currency: string };
type Props = {
  programmes: readonly Option[];
  months: readonly { value: string; label: string }[];
  usualMonth: string;
  locale: Locale;
};

const levels = ["0.5", "0.8", "0.9", "0.95"] as const;
const shownFields = ["cardTypes", "from", "constraintValue", "reason"];

/** Which programmes, which method, how far to trust the estimate, from when, and why. The effect is shown before it is in force. */
export function ChooseRecognition({ programmes, months, usualMonth, locale }: Props) {
  const [cardTypes, setCardTypes] = useState<string[]>([]);
  const [method, setMethod] = useState<RecognitionMethod>("proportional");
  const [kind, setKind] = useState<ConstraintKind>("lower-bound");
  const [level, setLevel] = useState<string>("0.8");
  const [percent, setPercent] = useState("10");
  const [from, setFrom] = useState(usualMonth);
  const [reason, setReason] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const asked = useAction(previewMethodAction, { say: "", after: setPreview });
  const chosen = useAction(chooseRecognitionAction, {
    say: t("methods.done"),
    after: () => {
      setPreview(null);
      setCardTypes([]);
      setReason("");
    },
  });
  const choice = {
    cardTypes,
    from,
    method,
    constraintKind: kind,
    constraintValue: kind === "haircut" ? shareOfPercent(percent) : level,
  };
  /** What was shown is of another choice then. */
  function change<T>(set: (value: T) => void) {
    return (value: T) => {
      setPreview(null);
      set(value);
    };
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    chosen.run({ ...choice, reason });
  }
  const fields = { ...asked.fields, ...chosen.fields };
  const brands = [...new Set(programmes.map(({ brand }) => brand))].sort();
  const add = (own: readonly Option[]) =>
    change(setCardTypes)([...new Set([...cardTypes, ...own.map(({ code }) => code)])]);
  return (
    <form onSubmit={submit} className={classes.spread}>
      <div className={classes.wide}>
        <ManySelectLoader
          label={t("methods.programmes")}
          description={t("methods.programmesHint")}
          data={programmes.map(({ code, name, currency }) => ({
            value: code,
            label: `${name} (${code}, ${currency})`,
          }))}
          value={cardTypes}
          onChange={change(setCardTypes)}
          error={fields.cardTypes}
          className={classes.programmes}
          searchable
          clearable
        />
        <div className={classes.row}>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="subtle" size="xs">
                {t("methods.addBrand")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {brands.map((brand) => (
                <Menu.Item key={brand} onClick={() => add(programmes.filter((one) => one.brand === brand))}>
                  {brand}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button variant="subtle" size="xs" onClick={() => add(programmes)}>
            {t("methods.addAll")}
          </Button>
        </div>
      </div>
      <NativeSelect
        label={t("accounting.method")}
        description={method === "remote" ? t("methods.remoteHint") : undefined}
        value={method}
        data={recognitionMethods.map((value) => ({ value, label: t(`accounting.method.${value}`) }))}
        onChange={(event) =>
          change(setMethod)(recognitionMethods.find((one) => one === event.currentTarget.value) ?? "proportional")
        }
      />
      <NativeSelect
        label={t("methods.fromMonth")}
        description={t("methods.fromHint")}
        value={from}
        error={fields.from}
        data={[...months]}
        onChange={(event) => change(setFrom)(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("accounting.constraint")}
        value={kind}
        data={constraintKinds.map((value) => ({ value, label: t(`methods.constraint.${value}`) }))}
        onChange={(event) =>
          change(setKind)(constraintKinds.find((one) => one === event.currentTarget.value) ?? "lower-bound")
        }
      />
      {kind === "lower-bound" ? (
        <NativeSelect
          label={t("methods.constraintValue.level")}
          value={level}
          error={fields.constraintValue}
          data={levels.map((value) => ({
            value,
            label: t("methods.level", { level: Math.round(Number(value) * 100) }),
          }))}
          onChange={(event) => change(setLevel)(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={t("methods.constraintValue.share")}
          inputMode="decimal"
          value={percent}
          error={fields.constraintValue}
          onChange={(event) => change(setPercent)(event.currentTarget.value)}
        />
      )}
      <div className={classes.wide}>
        <ReasonField
          label={t("methods.reason")}
          description={t("methods.reasonHint")}
          value={reason}
          error={fields.reason}
          onChange={setReason}
        />
      </div>
      <div className={classes.wide}>
        <ActionFailure failure={asked.failure ?? chosen.failure} shown={shownFields} />
        <div className={classes.row}>
          <Button
            variant="default"
            loading={asked.pending}
            disabled={cardTypes.length === 0}
            onClick={() => asked.run(choice)}
          >
            {t("methods.preview")}
          </Button>
          <Button type="submit" loading={chosen.pending} disabled={cardTypes.length === 0}>
            {t("methods.save")}
          </Button>
          {asked.pending ? <span role="status">{t("methods.effect.wait")}</span> : null}
        </div>
      </div>
      {preview ? (
        <div className={classes.wide} aria-live="polite">
          <MethodEffect preview={preview} programmes={programmes} locale={locale} />
        </div>
      ) : null}
    </form>
  );
}

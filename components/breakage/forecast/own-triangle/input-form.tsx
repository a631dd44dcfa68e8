import { Button, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { Section } from "@/components/ui/section";
import { amountKinds, exposureKinds, type OwnForm } from "@/lib/breakage/triangle-view/own-form";
import type { Fault } from "@/lib/breakage/triangle-view/read-form";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { FaultList, faultText } from "./fault-list";
import { MoreChoices } from "./more-choices";
import classes from "./own-triangle.module.css";
import { TrianglePaste } from "./triangle-paste";

export type FormProps = {
  form: OwnForm;
  faults: readonly Fault[];
  onChange: (part: Partial<OwnForm>) => void;
};

type Props = FormProps & {
  field: RefObject<HTMLTextAreaElement | null>;
  isExample: boolean;
  locale: Locale;
  onExample: () => void;
  onClear: () => void;
};

export function InputForm({ form, field, faults, isExample, locale, onChange, onExample, onClear }: Props) {
  const isOpen = form.kind === "open";
  const faultsAt = (field: Fault["field"]) => faults.filter((fault) => fault.field === field);
  const exposureFaults = faultsAt("exposures");
  return (
    <Section
      title={t("ownTriangle.input")}
      actions={
        <>
          <Button variant="default" size="xs" onClick={onExample}>
            {t("ownTriangle.example")}
          </Button>
          <Button variant="default" size="xs" onClick={onClear}>
            {t("ownTriangle.clear")}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <Stack gap="sm">
          {isExample ? <p className={classes.muted}>{t("ownTriangle.exampleSaid")}</p> : null}
          <TrianglePaste
            field={field}
            value={form.triangle}
            faults={faultsAt("triangle")}
            locale={locale}
            onChange={(triangle) => onChange({ triangle })}
          />
        </Stack>
        <Stack gap="md">
          <Radio.Group
            label={t("ownTriangle.kind")}
            value={form.kind}
            onChange={(value) => onChange({ kind: amountKinds.find((kind) => kind === value) ?? "cumulative" })}
          >
            <Stack gap="xs" mt="xs">
              {amountKinds.map((kind) => (
                <Radio key={kind} size="md" value={kind} label={t(`ownTriangle.kind.${kind}`)} classNames={radio} />
              ))}
            </Stack>
          </Radio.Group>
          {isOpen ? (
            <p className={classes.muted}>{t("ownTriangle.exposuresOpen")}</p>
          ) : (
            <Textarea
              label={t("ownTriangle.exposures")}
              description={t("ownTriangle.exposuresHint")}
              value={form.exposures}
              onChange={(event) => onChange({ exposures: event.currentTarget.value })}
              error={exposureFaults.length > 0 ? <FaultList faults={exposureFaults} locale={locale} /> : null}
              rows={4}
              resize="vertical"
              spellCheck={false}
              classNames={{ input: classes.code }}
            />
          )}
          {isOpen || form.exposures.trim() === "" ? null : (
            <Radio.Group
              label={t("ownTriangle.exposureKind")}
              value={form.exposureKind}
              onChange={(value) => onChange({ exposureKind: exposureKinds.find((kind) => kind === value) ?? "face" })}
            >
              <Stack gap="xs" mt="xs">
                {exposureKinds.map((kind) => (
                  <Radio
                    key={kind}
                    size="md"
                    value={kind}
                    label={t(`ownTriangle.exposureKind.${kind}`)}
                    classNames={radio}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <TextInput
            label={t("ownTriangle.prior")}
            description={t("ownTriangle.priorHint")}
            inputMode="decimal"
            value={form.prior}
            onChange={(event) => onChange({ prior: event.currentTarget.value })}
            error={faultText(faults, "prior")}
            className={classes.short}
          />
          <MoreChoices form={form} faults={faults} onChange={onChange} />
        </Stack>
      </div>
    </Section>
  );
}

/** Radios of 24 pixels with words of the usual size beside them. */
const radio = { label: classes.radioLabel ?? "" };

import { Button, Menu, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Section } from "@/components/ui/section";
import { type ExampleName, exampleNames } from "@/lib/accounting/calculator-examples";
import type { CalculatorForm } from "@/lib/accounting/calculator-form";
import { recognitionMethods } from "@/lib/accounting/constants";
import { t } from "@/lib/messages/accounting-screens";
import classes from "../accounting.module.css";

type Props = {
  form: CalculatorForm;
  faults: readonly string[];
  onChange: (part: Partial<CalculatorForm>) => void;
  onExample: (name: ExampleName) => void;
  onClear: () => void;
};

const bases = ["face", "allocated"] as const;

/** What was sold, what is expected, and the periods as a pasted table. */
export function CalculatorFields({ form, faults, onChange, onExample, onClear }: Props) {
  return (
    <Section
      title={t("calculator.title")}
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" size="xs">
                {t("calculator.example")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {exampleNames.map((name) => (
                <Menu.Item key={name} onClick={() => onExample(name)}>
                  {t(`calculator.example.${name}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button variant="subtle" size="xs" onClick={onClear}>
            {t("calculator.clear")}
          </Button>
        </>
      }
    >
      <div className={classes.spread}>
        <NativeSelect
          label={t("calculator.method")}
          value={form.method}
          data={recognitionMethods.map((value) => ({ value, label: t(`accounting.method.${value}`) }))}
          onChange={(event) =>
            onChange({ method: recognitionMethods.find((one) => one === event.currentTarget.value) ?? "proportional" })
          }
        />
        <NativeSelect
          label={t("calculator.basis")}
          value={form.basis}
          data={bases.map((value) => ({ value, label: t(`calculator.basis.${value}`) }))}
          onChange={(event) => onChange({ basis: bases.find((one) => one === event.currentTarget.value) ?? "face" })}
        />
        <TextInput
          label={t(form.basis === "face" ? "calculator.face" : "calculator.allocated")}
          inputMode="decimal"
          value={form.amount}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
        {form.basis === "allocated" ? (
          <TextInput
            label={t("calculator.issued")}
            inputMode="decimal"
            value={form.issued}
            onChange={(event) => onChange({ issued: event.currentTarget.value })}
          />
        ) : null}
        <TextInput
          label={t("calculator.currency")}
          maxLength={3}
          value={form.currency}
          onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={t("calculator.expectedBreakageRate")}
          description={t("calculator.percent")}
          inputMode="decimal"
          value={form.breakage}
          onChange={(event) => onChange({ breakage: event.currentTarget.value })}
        />
        <TextInput
          label={t("calculator.escheatableShare")}
          description={t("calculator.percent")}
          inputMode="decimal"
          value={form.states}
          onChange={(event) => onChange({ states: event.currentTarget.value })}
        />
        <div className={classes.wide}>
          <Textarea
            label={t("calculator.periods")}
            description={t("calculator.periodsHint")}
            value={form.periods}
            error={faults.length > 0 ? <FaultList faults={faults} /> : null}
            rows={7}
            resize="vertical"
            spellCheck={false}
            className={classes.code}
            onChange={(event) => onChange({ periods: event.currentTarget.value })}
          />
        </div>
        <p className={`${classes.wide} ${classes.quiet}`}>{t("calculator.local")}</p>
      </div>
    </Section>
  );
}

function FaultList({ faults }: { faults: readonly string[] }) {
  return (
    <span className={classes.faults}>
      {faults.slice(0, 10).map((fault) => (
        <span key={fault}>{fault}</span>
      ))}
    </span>
  );
}

import { SegmentedControl } from "@mantine/core";
import classes from "./type.module.css";

type Props<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** One of few, with its name before it. */
export function Choices<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <span className={classes.choice}>
      <span className={classes.muted} aria-hidden>
        {label}
      </span>
      <SegmentedControl
        size="xs"
        aria-label={label}
        classNames={{ root: classes.choiceRoot, control: classes.choiceControl }}
        value={value}
        data={[...options]}
        onChange={(next) => {
          const option = options.find((one) => one.value === next);
          if (option) onChange(option.value);
        }}
      />
    </span>
  );
}

import { Textarea, type TextareaProps } from "@mantine/core";

type Props = Pick<TextareaProps, "label" | "description" | "value" | "error"> & {
  /** Where a dialog begins. */
  "data-autofocus"?: boolean;
  onChange: (reason: string) => void;
};

/** Why somebody decides as he does: asked for with every choice that others will read about. */
export function ReasonField({ onChange, ...field }: Props) {
  return (
    <Textarea
      required
      withAsterisk={false}
      autosize
      minRows={2}
      maxLength={1_000}
      {...field}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

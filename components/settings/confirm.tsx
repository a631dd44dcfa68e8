"use client";

import { Button, Group, Stack } from "@mantine/core";
import type { Action } from "@/lib/action";
import { t } from "@/lib/messages/screens";
import { ActionFailure } from "./action-failure";
import { Dialog } from "./dialog";
import { useAction } from "./use-action";

type Props<I> = {
  title: string;
  /** What will happen, and what will not. */
  children: string;
  /** The word of the act itself; never just "OK". */
  act: string;
  harmless?: boolean;
  action: Action<I, unknown>;
  input: I;
  onClose: () => void;
};

/** Asks once before an act that is felt by others. Opens already open: the caller renders it when it is asked for. */
export function Confirm<I>({ title, children, act, harmless = false, action, input, onClose }: Props<I>) {
  const { run, pending, failure } = useAction(action, { after: onClose });
  return (
    <Dialog onClose={onClose} title={title}>
      <Stack>
        <p>{children}</p>
        <ActionFailure failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button color={harmless ? undefined : "red"} loading={pending} onClick={() => run(input)} data-autofocus>
            {act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

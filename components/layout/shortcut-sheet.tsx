"use client";

import { Kbd, Modal } from "@mantine/core";
import type { MessageKey } from "@/lib/messages/message";
import { t } from "@/lib/messages/palette";
import { placesFor } from "./navigation";
import { useListedPageKeys } from "./page-keys";
import classes from "./shortcut-sheet.module.css";

const general: readonly { keys: readonly string[]; text: MessageKey<typeof t> }[] = [
  { keys: ["Ctrl", "K"], text: "keys.palette" },
  { keys: ["/"], text: "keys.search" },
  { keys: ["J"], text: "keys.next" },
  { keys: ["K"], text: "keys.previous" },
  { keys: ["Enter"], text: "keys.open" },
  { keys: ["X"], text: "keys.compare" },
  { keys: ["["], text: "keys.monthBack" },
  { keys: ["]"], text: "keys.monthOn" },
  { keys: ["←", "→"], text: "keys.chart" },
  { keys: ["?"], text: "keys.sheet" },
  { keys: ["Esc"], text: "keys.close" },
];

type Props = { permissions: readonly string[]; onClose: () => void };

export function ShortcutSheet({ permissions, onClose }: Props) {
  const ofPage = useListedPageKeys();
  return (
    <Modal opened onClose={onClose} title={t("keys.title")} size="lg">
      <div className={classes.columns}>
        <section>
          {ofPage.length > 0 ? (
            <>
              <h3 className={classes.head}>{t("keys.page")}</h3>
              <dl>
                {ofPage.map((line) => (
                  <div key={line.key} className={classes.line}>
                    <dt>{line.text}</dt>
                    <dd>
                      <Kbd>{line.key.toUpperCase()}</Kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </>
          ) : null}
          <h3 className={classes.head}>{t("keys.general")}</h3>
          <dl>
            {general.map((line) => (
              <div key={line.text} className={classes.line}>
                <dt>{t(line.text)}</dt>
                <dd>
                  {line.keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3 className={classes.head}>{t("keys.go")}</h3>
          <dl>
            {placesFor(permissions).map((place) => (
              <div key={place.href} className={classes.line}>
                <dt>{t(place.label)}</dt>
                <dd>
                  <Kbd>G</Kbd>
                  <Kbd>{place.key.toUpperCase()}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}

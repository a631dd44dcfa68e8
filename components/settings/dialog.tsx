"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";

const Modal = dynamic(() => import("./modal").then((module) => module.Modal), { ssr: false });

type Props = {
  title: string;
  size?: "md" | "lg";
  /** Off while something is shown that is shown only once. */
  closeOnClickOutside?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** Open as long as it is drawn. When it goes, the focus returns to where it was, so that the keyboard never loses its place. */
export function Dialog({ title, size = "md", closeOnClickOutside = true, onClose, children }: Props) {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  return (
    <Modal opened onClose={onClose} title={title} size={size} centered closeOnClickOutside={closeOnClickOutside}>
      {children}
    </Modal>
  );
}

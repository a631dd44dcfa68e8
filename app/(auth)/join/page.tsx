import type { Metadata } from "next";
import { JoinForm } from "@/components/identity/join-form";
import { t } from "@/lib/messages/identity";

export const metadata: Metadata = { title: t("join.submit") };

/** The link's secret stands behind the # and never reaches a log: the browser keeps it and hands it to the action. */
export default function JoinPage() {
  return <JoinForm />;
}

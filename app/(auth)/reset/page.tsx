import type { Metadata } from "next";
import { ResetForm } from "@/components/identity/reset-form";
import { t } from "@/lib/messages/identity";

export const metadata: Metadata = { title: t("reset.title") };

export default function ResetPage() {
  return <ResetForm />;
}

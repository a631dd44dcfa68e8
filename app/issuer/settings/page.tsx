import { redirect } from "next/navigation";
import { requireScope } from "@/lib/identity/scope";

export default async function SettingsPage() {
  const scope = await requireScope("setting.read");
  redirect(`/issuer/settings/members?issuer=${encodeURIComponent(scope.issuer.code)}`);
}

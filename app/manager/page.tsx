import { redirect } from "next/navigation";
import { requireScope } from "@/lib/identity/scope";

export default async function ManagerHome() {
  const scope = await requireScope("notification.approve");
  redirect(`/manager/approvals?issuer=${encodeURIComponent(scope.issuer.code)}`);
}

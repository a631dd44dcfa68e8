import { redirect } from "next/navigation";
import { requireScope } from "@/lib/identity/scope";

export default async function IssuerHome() {
  const scope = await requireScope("overview.read");
  redirect(`/issuer/overview?issuer=${encodeURIComponent(scope.issuer.code)}`);
}

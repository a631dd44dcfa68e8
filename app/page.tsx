import { Landing } from "@/components/layout/landing";

export default function LandingPage() {
  return <Landing />;
}

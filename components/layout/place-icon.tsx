import {
  IconBell,
  IconBook2,
  IconBuildingBank,
  IconCards,
  IconChartAreaLine,
  IconChartBar,
  IconChecklist,
  IconDatabaseImport,
  IconGavel,
  IconHistory,
  IconHourglassEmpty,
  IconListDetails,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import type { Place } from "./navigation";

const icons = {
  overview: IconBuildingBank,
  breakage: IconHourglassEmpty,
  forecast: IconChartAreaLine,
  escheat: IconGavel,
  accounting: IconBook2,
  notifications: IconBell,
  approvals: IconChecklist,
  insights: IconChartBar,
  customers: IconUsers,
  cards: IconCards,
  imports: IconDatabaseImport,
  jobs: IconListDetails,
  settings: IconSettings,
  audit: IconHistory,
} satisfies Record<Place["icon"], unknown>;

export function PlaceIcon({ icon }: { icon: Place["icon"] }) {
  const Icon = icons[icon];
  return <Icon size={17} stroke={1.6} aria-hidden />;
}

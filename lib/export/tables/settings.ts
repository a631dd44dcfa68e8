import { firstOf } from "@/lib/address";
import { keyStateOf } from "@/lib/identity/key-state";
import { type KeyRow, listKeys, listMembers, type MemberRow } from "@/lib/identity/queries/members";
import { roleName } from "@/lib/identity/role-name";
import { identityMessages } from "@/lib/messages/identity";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type BrandRow, listBrands } from "@/lib/programme/queries";
import { listViews, type ViewRow } from "@/lib/views/queries";
import { screenName } from "@/lib/views/screen-name";
import { type ExportSource, onePortion, prepare, wholeList } from "../prepared";
import type { ExportColumn } from "../table";
import { cardTypeSource } from "./card-types";

const t = words(screenMessages, identityMessages);

const instant = (at: Date | null) => at?.toISOString() ?? null;

const memberColumns: ExportColumn<MemberRow>[] = [
  { title: t("members.name"), kind: "text", value: (member) => member.name },
  { title: t("members.email"), kind: "text", value: (member) => member.email },
  { title: t("members.role"), kind: "text", value: (member) => roleName(member.role) },
  {
    title: t("members.state"),
    kind: "text",
    value: (member) => t(member.disabledAt ? "members.disabled" : "members.active"),
  },
  { title: t("members.lastSeen"), kind: "text", value: (member) => instant(member.lastSeenAt) },
  { title: t("members.sessions"), kind: "count", value: (member) => member.sessions },
];

/** What tells keys apart and what they may do. Nobody has the key itself any more, and its hash leaves this house for nobody. */
const keyColumns = (now: Date): ExportColumn<KeyRow>[] => [
  { title: t("keys.name"), kind: "text", value: (key) => key.name },
  { title: t("keys.begins"), kind: "text", value: (key) => key.prefix },
  { title: t("keys.scopes"), kind: "text", value: (key) => key.scopes.join(" ") },
  { title: t("keys.created"), kind: "text", value: (key) => instant(key.createdAt) },
  { title: t("keys.createdBy"), kind: "text", value: (key) => key.createdBy },
  { title: t("keys.lastUsed"), kind: "text", value: (key) => instant(key.lastUsedAt) },
  { title: t("keys.state"), kind: "text", value: (key) => t(`keys.${keyStateOf(key, now)}`) },
  { title: t("keys.validUntil"), kind: "text", value: (key) => instant(key.expiresAt) },
  { title: t("keys.revokedAt"), kind: "text", value: (key) => instant(key.revokedAt) },
];

const brandColumns: ExportColumn<BrandRow>[] = [
  { title: t("brands.name"), kind: "text", value: (brand) => brand.name },
  { title: t("brands.code"), kind: "text", value: (brand) => brand.code },
  { title: t("brands.types"), kind: "count", value: (brand) => brand.cardTypes },
];

const viewColumns = (issuer: string): ExportColumn<ViewRow>[] => [
  { title: t("views.name"), kind: "text", value: (view) => view.name },
  { title: t("views.screen"), kind: "text", value: (view) => screenName(view.screen) },
  { title: t("views.owner"), kind: "text", value: (view) => view.owner },
  {
    title: t("views.visible"),
    kind: "text",
    value: (view) => (view.shared ? t("views.everyone", { issuer }) : t("views.onlyYou")),
  },
  {
    title: t("views.firstFor"),
    kind: "text",
    value: ({ defaultForRole }) => defaultForRole && roleName(defaultForRole),
  },
  { title: t("views.address"), kind: "text", value: (view) => new URLSearchParams(view.state).toString() },
];

/** The lists of the settings, whole, each open to those who may open its page. */
export const settingTables = {
  members: {
    permission: "member.read",
    prepare: async (scope) => {
      const rows = await listMembers(scope, new Date());
      return prepare<MemberRow>({
        name: "members",
        title: t("settings.members"),
        columns: memberColumns,
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  keys: {
    permission: "key.manage",
    prepare: async (scope) => {
      const rows = await listKeys(scope, wholeList);
      return prepare<KeyRow>({
        name: "api-keys",
        title: t("settings.keys"),
        columns: keyColumns(new Date()),
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  brands: {
    permission: "setting.read",
    prepare: async (scope) => {
      const rows = await listBrands(scope, wholeList);
      return prepare<BrandRow>({
        name: "brands",
        title: t("settings.brands"),
        columns: brandColumns,
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "card-types": {
    permission: "setting.read",
    prepare: (scope, address) => cardTypeSource(scope, (firstOf(address.q) ?? "").trim().slice(0, 80)),
  },
  views: {
    permission: "view.read",
    prepare: async (scope) => {
      const rows = await listViews(scope, undefined, wholeList);
      return prepare<ViewRow>({
        name: "saved-views",
        title: t("settings.views"),
        columns: viewColumns(scope.issuer.name),
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

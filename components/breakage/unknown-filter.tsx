import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefWith } from "@/lib/address";
import type { OpenFilter } from "@/lib/breakage/unknown-filters";
import { t } from "@/lib/messages/screens";

const nameOf = (name: OpenFilter): string =>
  name === "customer" ? t("filters.customer") : t(`dimension.${name === "at" ? "merchant" : name}`);

type Props = {
  path: string;
  unknown: readonly { readonly name: OpenFilter; readonly id: string }[];
  address: Address;
};

/** Which filters name nothing that the issuer has, and the way back to the screen without them. */
export function UnknownFilter({ path, unknown, address }: Props) {
  const without = Object.fromEntries(unknown.map(({ name }) => [name, null]));
  return (
    <EmptyState
      isPage
      title={t("filters.unknown.title")}
      action={<ButtonLink href={hrefWith(path, address, without)}>{t("filters.unknown.without")}</ButtonLink>}
    >
      {unknown.map(({ name, id }) => (
        <p key={name}>{t("filters.unknown.what", { name: nameOf(name), id })}</p>
      ))}
    </EmptyState>
  );
}

import type { ReactNode } from "react";
import { UnknownFilter } from "@/components/breakage/unknown-filter";
import { type Address, firstOf } from "@/lib/address";
import { UnknownFilters } from "@/lib/breakage/unknown-filters";

type Asked = { readonly searchParams: Promise<Address> };

/** A page that says which filter names nothing instead of figures of nothing. */
export function withKnownFilters<P extends Asked>(path: string, show: (props: P) => Promise<ReactNode>) {
  return async (props: P): Promise<ReactNode> => {
    try {
      return await show(props);
    } catch (error) {
      if (!(error instanceof UnknownFilters)) throw error;
      const address = await props.searchParams;
      const unknown = error.unknown.map((name) => ({ name, id: firstOf(address[name]) ?? "" }));
      return <UnknownFilter path={path} unknown={unknown} address={address} />;
    }
  };
}

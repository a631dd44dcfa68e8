import type { VersionParams } from "@/lib/breakage/forecast-view/schema";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { getTypePage, type TypeInVersion, type TypePage } from "./type-page";
import type { Version } from "./versions";

export type TypeOfVersion = TypePage & { readonly version: Version; readonly own: TypeInVersion };

/** A card type as a version sees it, for whoever has no page to say on that there is none. @throws NotFound. */
export async function getTypeInVersion(scope: Scope, code: string, params: VersionParams): Promise<TypeOfVersion> {
  const page = await getTypePage(scope, code, params);
  const { version, own } = page;
  if (!version) throw new NotFound(params.version ? "This version" : "A forecast of data up to this day");
  if (!own) throw new NotFound("This card type in this version");
  return { ...page, version, own };
}

import { type TypeDimension, typeDimensions } from "../constants";

export type Member = { readonly id: string; readonly name: string };

/** A card type by what it is of each dimension. */
export type TypeMembers = {
  readonly currency: string;
  readonly members: Readonly<Record<TypeDimension, Member>>;
};

/** One member of as many dimensions as are asked for. */
export type Cut = { readonly [D in TypeDimension]?: string | undefined };

const isIn = ({ members }: TypeMembers, cut: Cut): boolean =>
  typeDimensions.every((dimension) => cut[dimension] === undefined || members[dimension].id === cut[dimension]);

/** The card types of a cut, of one currency. */
export const typesIn = (types: readonly TypeMembers[], currency: string, cut: Cut): TypeMembers[] =>
  types.filter((type) => type.currency === currency && isIn(type, cut));

/** Dimensions of which the cut names a member that no card type of the issuer is, in any currency. */
export const unknownIn = (types: readonly TypeMembers[], cut: Cut): TypeDimension[] =>
  typeDimensions.filter(
    (dimension) => cut[dimension] !== undefined && !types.some((type) => isIn(type, { [dimension]: cut[dimension] })),
  );

/** Currencies in which the cut has card types. */
export const currenciesOf = (types: readonly TypeMembers[], cut: Cut): string[] =>
  [...new Set(types.filter((type) => isIn(type, cut)).map(({ currency }) => currency))].sort();

/** A list longer than this is not read but searched, and elsewhere. */
export const MOST_OPTIONS = 500;

export type CutChoice = {
  readonly dimension: TypeDimension;
  /** Of the chosen member; null for all. */
  readonly chosen: string | null;
  /** By name, the chosen one among them also where the others leave none of it. */
  readonly options: readonly Member[];
  /** How many more there are. */
  readonly more: number;
};

/** What can be chosen of each dimension beside what is chosen of the others: nothing that would leave no card type. */
export const cutChoices = (types: readonly TypeMembers[], currency: string, cut: Cut): CutChoice[] =>
  typeDimensions.map((dimension) => {
    const chosen = cut[dimension] ?? null;
    const beside = typesIn(types, currency, { ...cut, [dimension]: undefined });
    const all = [...new Map(beside.map(({ members }) => [members[dimension].id, members[dimension]])).values()].sort(
      (a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1),
    );
    const options = all.slice(0, MOST_OPTIONS);
    const isMissing = chosen !== null && !options.some(({ id }) => id === chosen);
    return {
      dimension,
      chosen,
      options: isMissing ? [...options, memberOf(types, dimension, chosen)] : options,
      more: all.length - options.length,
    };
  });

/** The names of what is chosen, in the order of the dimensions. */
export const chosenNames = (types: readonly TypeMembers[], cut: Cut): string[] =>
  typeDimensions.flatMap((dimension) => {
    const id = cut[dimension];
    return id === undefined ? [] : [memberOf(types, dimension, id).name];
  });

/** An id that nobody has is its own name. */
const memberOf = (types: readonly TypeMembers[], dimension: TypeDimension, id: string): Member =>
  types.find(({ members }) => members[dimension].id === id)?.members[dimension] ?? { id, name: id };

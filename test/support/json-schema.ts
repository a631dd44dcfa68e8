import fc from "fast-check";

/** As much of JSON Schema as the API's document uses. */
export type JsonSchema = {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  example?: unknown;
  default?: unknown;
  description?: string;
};
export type Components = Readonly<Record<string, JsonSchema>>;

/** Texts that one or another field takes: a field with a pattern or a format is given those that fit. */
const texts = [
  "2026-01-31",
  "2026-01",
  "2026",
  "2026-01-31T12:00:00Z",
  "USD",
  "US-TX",
  "TX",
  "AB12",
  "0".repeat(64),
  "0".repeat(43),
  "0".repeat(32),
  "1",
  "100.00",
  "ann@example.test",
  "12-31",
  "T1",
  "A reason.",
];

function textsFor({ pattern, minLength = 0, format, example }: JsonSchema): string[] {
  const wanted = pattern === undefined ? null : new RegExp(pattern, "u");
  const fitting = texts.filter((text) => text.length >= minLength && (wanted?.test(text) ?? true));
  if (format === "date") return ["2026-01-31", "2024-02-29"];
  if (format === "date-time") return ["2026-01-31T12:00:00Z"];
  if (format === "email") return ["ann@example.test"];
  return typeof example === "string" ? [example, ...fitting] : fitting;
}

/**
 * Values that a schema allows, as far as a schema can say it; checks that stand in words only they may fail. With `flaw`,
 * every now and then some part of a value is one of those instead.
 */
export function arbitraryFor(
  schema: JsonSchema,
  components: Components,
  flaw?: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const right = rightFor(schema, components, flaw);
  return flaw ? fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: flaw }) : right;
}

function rightFor(schema: JsonSchema, components: Components, flaw?: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const part = (one: JsonSchema) => arbitraryFor(one, components, flaw);
  if (schema.$ref !== undefined) return part(components[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && schema.type === undefined) return fc.oneof(...choices.map(part));
  if (schema.allOf) {
    const parts = schema.allOf.map((one) => rightFor(one, components, flaw));
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values));
  }
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length > 1) return fc.oneof(...types.map((type) => rightFor({ ...schema, type }, components, flaw)));
  switch (types[0]) {
    case "object":
      return objectOf(schema, part);
    case "array":
      return fc.array(part(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      });
    case "integer":
    case "number": {
      const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1);
      return fc.integer({ min: Math.ceil(least), max: Math.floor(Math.min(schema.maximum ?? 1_000, least + 1_000)) });
    }
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string": {
      const fitting = textsFor(schema);
      if (fitting.length === 0) throw new Error(`no text is known for the pattern ${schema.pattern}`);
      return fc.constantFrom(...fitting);
    }
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  part: (one: JsonSchema) => fc.Arbitrary<unknown>,
) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, part(one)]));
  const known = fc.record(fields, { requiredKeys: Object.keys(fields).filter((name) => required.includes(name)) });
  if (typeof additionalProperties !== "object") return known;
  return fc
    .tuple(known, fc.dictionary(fc.constantFrom("a", "b", "code"), part(additionalProperties), { maxKeys: 2 }))
    .map(([own, others]) => ({ ...others, ...own }));
}

const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
  email: /^[^@\s]+@[^@\s]+$/,
};

/** What a value has against a schema, each with its place; empty where it fits. @throws for a word that is not read here. */
export function faultsOf(schema: JsonSchema, value: unknown, components: Components, at = "$"): string[] {
  return Object.keys(schema).flatMap((word) => faultsOfWord(word, schema, value, components, at));
}

function faultsOfWord(word: string, schema: JsonSchema, value: unknown, components: Components, at: string): string[] {
  const within = (one: JsonSchema, inner = value, place = at) => faultsOf(one, inner, components, place);
  const fits = (one: JsonSchema) => within(one).length === 0;
  const unless = (isRight: boolean) => (isRight ? [] : [`${at}: ${word} ${JSON.stringify(schema)}`.slice(0, 300)]);
  const { anyOf = [], oneOf = [], allOf = [], properties = {}, required = [], additionalProperties: others } = schema;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  const { minLength = 0, maxLength = Infinity, minItems = 0, maxItems = Infinity, pattern = "", format = "" } = schema;
  switch (word) {
    case "$ref": {
      const named = components[schema.$ref?.split("/").at(-1) ?? ""];
      return named ? within(named) : unless(false);
    }
    case "type":
      return unless([schema.type ?? []].flat().some((type) => isOf(type, value)));
    case "enum":
      return unless(schema.enum?.includes(value) ?? true);
    case "anyOf":
      return unless(anyOf.some(fits));
    case "oneOf":
      return unless(oneOf.filter(fits).length === 1);
    case "allOf":
      return allOf.flatMap((one) => within(one));
    case "required":
      return unless(!isObject || required.every((name) => Object.hasOwn(value, name)));
    case "properties":
    case "additionalProperties": {
      if (!isObject) return [];
      const own = Object.entries(value).filter(([name]) => (word === "properties") === Object.hasOwn(properties, name));
      const shape = (name: string) => (word === "properties" ? properties[name] : others);
      return own.flatMap(([name, inner]) => {
        const one = shape(name);
        return typeof one === "object" ? within(one, inner, `${at}.${name}`) : unless(one !== false);
      });
    }
    case "items":
      if (!Array.isArray(value)) return [];
      return value.flatMap((inner, index) => within(schema.items ?? {}, inner, `${at}[${index}]`));
    case "minItems":
    case "maxItems":
      return unless(!Array.isArray(value) || (value.length >= minItems && value.length <= maxItems));
    case "minimum":
    case "maximum":
      return unless(typeof value !== "number" || (value >= minimum && value <= maximum));
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return unless(typeof value !== "number" || (value > exclusiveMinimum && value < exclusiveMaximum));
    case "minLength":
    case "maxLength":
      return unless(typeof value !== "string" || (value.length >= minLength && value.length <= maxLength));
    case "pattern":
      return unless(typeof value !== "string" || new RegExp(pattern, "u").test(value));
    case "format":
      return unless(typeof value !== "string" || (formats[format]?.test(value) ?? true));
    case "description":
    case "example":
    case "default":
      return [];
    default:
      throw new Error(`${at}: nothing here reads ${word}`);
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

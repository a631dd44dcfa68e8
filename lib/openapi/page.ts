import type { Document } from "./document";

/** Loaded by the page itself, so that nothing comes from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; background: Canvas; color: CanvasText; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 4rem; }
h1, h2, h3 { line-height: 1.25; }
h2 { border-bottom: 1px solid; padding-bottom: .25rem; margin-top: 2.5rem; }
section { margin: 1.5rem 0; }
code, pre { font: .9em/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; padding: .75rem; border: 1px solid; border-radius: .25rem; }
.method { font-weight: 700; text-transform: uppercase; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #8884; }
a { color: LinkText; }
`;

const escaped = (text: unknown) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

type Schema = Readonly<Record<string, unknown>>;
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };
type Content = Readonly<Record<string, { schema?: Schema }>>;
type Described = {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
};

/** The document as a page a person can read: without script, without anything from another address. */
export function documentPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Described>).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))];
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(document.info.title)} API</h1>
<p>${escaped(document.info.description ?? "")}</p>
<p>Send an API key with every request: <code>Authorization: Bearer bwk_…</code>. The machine-readable form of this page is
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
<nav aria-label="Operations"><ul>${operations
    .map(
      ({ path, method, operation }) =>
        `<li><a href="#${anchor(operation, method, path)}"><code>${escaped(method.toUpperCase())} ${escaped(path)}</code></a> – ${escaped(operation.summary ?? "")}</li>`,
    )
    .join("")}</ul></nav>
${tags
  .map(
    (tag) =>
      `<h2>${escaped(tag)}</h2>${operations
        .filter(({ operation }) => operation.tags?.includes(tag))
        .map(operationSection)
        .join("")}`,
  )
  .join("")}
<h2 id="errors">Errors</h2>
${problems}
<h2>Shapes</h2>
${schemas.map(([name, schema]) => `<section id="shape-${escaped(name)}"><h3>${escaped(name)}</h3><pre>${escaped(JSON.stringify(schema, null, 2))}</pre></section>`).join("")}
</main>
</body>
</html>
`;
}

const anchor = (operation: Described, method: string, path: string) =>
  escaped(operation.operationId ?? `${method}${path}`);

function operationSection({ path, method, operation }: { path: string; method: string; operation: Described }): string {
  const answers = Object.entries(operation.responses ?? {});
  const success = answers.filter(([status]) => status.startsWith("2"));
  const refusals = answers.filter(([status]) => !status.startsWith("2")).map(([status]) => status);
  return `<section id="${anchor(operation, method, path)}">
<h3><span class="method">${escaped(method)}</span> <code>/api/v1${escaped(path)}</code></h3>
<p>${escaped(operation.summary ?? "")}. ${escaped(operation.description ?? "")}</p>
${parameterTable(operation.parameters ?? [])}
${shapes("Body", operation.requestBody?.content)}
${success.map(([status, { content }]) => shapes(`Answer (${status})`, content)).join("")}
<p>Refused with ${escaped(refusals.join(", "))}: <a href="#errors">errors</a>.</p>
</section>`;
}

/** A shape once for all the media types that have it. */
function shapes(what: string, content: Content = {}): string {
  const types = new Map<string, string[]>();
  for (const [type, { schema = {} }] of Object.entries(content)) {
    const shape = JSON.stringify(schema, null, 2);
    types.set(shape, [...(types.get(shape) ?? []), type]);
  }
  return [...types]
    .map(
      ([shape, names]) =>
        `<details><summary>${escaped(what)}: ${escaped(names.join(", "))}</summary><pre>${escaped(shape)}</pre></details>`,
    )
    .join("");
}

function parameterTable(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(
    (one) =>
      `<tr><td><code>${escaped(one.name)}</code>${one.required ? " (required)" : ""}</td><td>${escaped(typeText(one.schema ?? {}))}</td><td>${escaped(one.description ?? one.schema?.description ?? "")}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function typeText(schema: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(" | ");
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (options) return options.map(typeText).join(" or ");
  const usual = schema.default === undefined ? "" : `, ${JSON.stringify(schema.default)} unless given`;
  const name =
    typeof schema.$ref === "string"
      ? (schema.$ref.split("/").at(-1) ?? "")
      : String(schema.format ?? schema.type ?? "text");
  return name + usual;
}

const kinds: Record<string, string> = {
  invalid: "A parameter or field is wrong; errors names each.",
  unauthorized: "No valid key or session.",
  forbidden: "The key or role does not allow it.",
  "not-found": "There is no such thing, or it is not yours: both look the same.",
  conflict: "What it meets has changed.",
  "method-not-allowed": "The address does not have this method; Allow says which it has.",
  "too-many": "A limit was reached; Retry-After says when to come back.",
  "too-large": "The body is larger than allowed.",
  "unsupported-media-type": "The body is of another type than the operation takes.",
  unavailable: "The database does not answer; nothing was changed.",
  internal: "A fault of ours; id names it in the log.",
};
const problems = `<dl>${Object.entries(kinds)
  .map(([kind, text]) => `<dt id="${kind}"><code>${kind}</code></dt><dd>${text}</dd>`)
  .join("")}</dl>`;

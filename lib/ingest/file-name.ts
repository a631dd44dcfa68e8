/** A name is shown and stored, never opened: no path, no control characters, no reserved dots. Null where it will do. */
export function faultOfName(name: string): string | null {
  const bare = name.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (bare === "" || bare === "." || bare === ".." || /[/\\\u0000-\u001f\u007f]/.test(bare)) {
    return "The file's name holds a path or control characters. Give it a plain name.";
  }
  return new TextEncoder().encode(bare).length > 255 ? "The file's name is too long." : null;
}

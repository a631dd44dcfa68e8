/** The parts a search looks for, lower-cased as the stored text is; % and _ are letters like any other. */
export function searchParts(search: string): string[] {
  return search
    .normalize("NFC")
    .toLowerCase()
    .split(/\s+/u)
    .filter((part) => part !== "")
    .slice(0, 8)
    .map((part) => part.replace(/[\\%_]/g, (letter) => `\\${letter}`));
}

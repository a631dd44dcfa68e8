/**
 * Letters that Unicode does not take apart into a letter of A–Z and a mark. Cyrillic as passports write it (ICAO Doc 9303
 * part 3, section 6, Russian column; Ukrainian and Belarusian letters beside it).
 */
const letters: Readonly<Record<string, string>> = {
  ß: "SS",
  ẞ: "SS",
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Ł: "L",
  Đ: "D",
  Ð: "D",
  Þ: "TH",
  Ħ: "H",
  ı: "I",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "‐": "-",
  А: "A",
  Б: "B",
  В: "V",
  Г: "G",
  Ґ: "G",
  Д: "D",
  Е: "E",
  Є: "IE",
  Ж: "ZH",
  З: "Z",
  И: "I",
  І: "I",
  К: "K",
  Л: "L",
  М: "M",
  Н: "N",
  О: "O",
  П: "P",
  Р: "R",
  С: "S",
  Т: "T",
  У: "U",
  Ф: "F",
  Х: "KH",
  Ц: "TS",
  Ч: "CH",
  Ш: "SH",
  Щ: "SHCH",
  Ъ: "IE",
  Ы: "Y",
  Ь: "",
  Э: "E",
  Ю: "IU",
  Я: "IA",
};

export type Latin = { readonly text: string } | { readonly unwritable: readonly string[] };

/** Capital letters in ASCII: accents dropped, the letters above replaced; or what has no such spelling (港, あ). */
function ascii(text: string): Latin {
  const capitals = [...text.toUpperCase().normalize("NFKD").replace(/\p{M}/gu, "")];
  const written = capitals.map((letter) => letters[letter] ?? letter);
  const unwritable = written.filter((letter) => !/^[\x20-\x7e]*$/.test(letter));
  return unwritable.length > 0 ? { unwritable: [...new Set(unwritable)] } : { text: written.join("") };
}

const spaced = (text: string): string => text.replace(/ +/g, " ").trim();

/** Addresses and descriptions: plain ASCII in capitals, punctuation kept. */
export function plainText(text: string): Latin {
  const latin = ascii(text);
  return "text" in latin ? { text: spaced(latin.text) } : latin;
}

/**
 * Names hold A–Z, 0–9, space and & only. An apostrophe is dropped (O'Neil → ONEIL), any other mark becomes a space
 * (Smith-Jones → SMITH JONES, J.R. → J R).
 */
export function nameText(name: string): Latin {
  const latin = ascii(name);
  return "text" in latin ? { text: spaced(latin.text.replaceAll("'", "").replace(/[^A-Z0-9 &]/g, " ")) } : latin;
}

/** A company's name with a leading THE at its end, as the standard has it: The Smith Company → SMITH COMPANY THE. */
export function companyText(name: string): Latin {
  const latin = nameText(name);
  return "text" in latin ? { text: latin.text.replace(/^THE (.+)$/, "$1 THE") } : latin;
}

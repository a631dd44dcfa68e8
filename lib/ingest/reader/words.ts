/** A word with letters beyond ASCII, and whether plain Latin letters stand in the same cell. */
type Word = { readonly text: string; readonly isAmongLatin: boolean };
/** Whether somebody could have written the word in this script. */
type Script = (word: Word) => boolean;

/** How a text looks that was read in one encoding. Both are shares of its words with letters beyond ASCII. */
export type Look = {
  /** Words as people write them. */
  readonly natural: number;
  /** Words that are at home in one and the same language, the one with the most of them. */
  readonly inOneLanguage: number;
  /** Bytes of another encoding could look just so, whatever the words. */
  readonly isDoubtful: boolean;
};

export const lookOfLatin = (text: string, languages: readonly string[]): Look => lookAt(text, isLatin, languages);
export const lookOfCyrillic = (text: string): Look => lookAt(text, isCyrillic);
/** Of UTF-8, which holds every script; only Latin letters that stand where none do make it suspicious. */
export const lookOfAny = (text: string): Look =>
  lookAt(text, (word) => isLatin(word) || /^\p{L}*[^\P{L}\p{Script=Latin}]/u.test(word.text));

export function lookOfJapanese(text: string): Look {
  const words = wordsOf(text);
  const halfWidth = words.filter((word) => HALF_WIDTH.test(word.text));
  const signs = halfWidth.map((word) => word.text).join("");
  // Four in ten kana of names lie from ｱ to ｿ. Without any these are the capitals of Cyrillic.
  if (signs.length >= 20 && !/[ｱ-ｿ]/.test(signs)) return { natural: 0, inOneLanguage: 0, isDoubtful: false };
  // Kanji in EUC-JP are pairs of the same bytes: words of an odd length tell that they are none.
  const isDoubtful =
    halfWidth.length > 0 && words.every(({ text: word }) => HALF_WIDTH.test(word) && word.length % 2 === 0);
  return { ...lookAt(text, isJapanese), isDoubtful };
}

function lookAt(text: string, isNatural: Script, languages: readonly string[] = []): Look {
  const words = wordsOf(text);
  if (words.length === 0) return { natural: 1, inOneLanguage: 1, isDoubtful: false };
  const natural = words.filter(isNatural);
  const share = natural.length / words.length;
  const athome = languages.map((letters) => natural.filter((word) => fits(word.text, letters)).length / words.length);
  return { natural: share, inOneLanguage: languages.length === 0 ? share : Math.max(...athome), isDoubtful: false };
}

/** Signs that stand between words. Those of Japanese do not part two Latin letters: an accent that was read wrongly does. */
const JAPANESE_SIGN = "[・･\\u3001-\\u3004\\u3008-\\u301f\\uff01-\\uff0f\\uff1a-\\uff20]+";
const BETWEEN = new RegExp(`[\\s’‘´·–—]+|(?<![A-Za-z])${JAPANESE_SIGN}|${JAPANESE_SIGN}(?![A-Za-z])`, "u");
const AROUND = /^[«“„¿¡°€©№]+|[»“”…°ªº€©®™]+$/gu;
const NO_WORD = /^(?:\p{ASCII}*|[\p{S}\p{P}]*)$/u;

/** Each different word once, so that a name that is on every line does not speak for all. */
function wordsOf(text: string): Word[] {
  const words = new Map<string, Word>();
  for (const cell of text.split(/[,;\t|\r\n"]+/)) {
    if (isAscii(cell)) continue;
    const isAmongLatin = /[A-Za-z]/.test(cell);
    for (const piece of cell.match(/[A-Za-z\P{ASCII}]+/gu) ?? []) {
      for (const part of piece.split(BETWEEN)) {
        const word = part.replace(AROUND, "");
        if (!NO_WORD.test(word)) words.set(`${word}${isAmongLatin}`, { text: word, isAmongLatin });
      }
    }
  }
  return [...words.values()];
}

const isAscii = (text: string): boolean => !/\P{ASCII}/u.test(text);

/** Accented letters stand among plain ones, alone only in an initial; capitals do not follow small letters. */
const isLatin: Script = ({ text, isAmongLatin }) =>
  /^\p{Script=Latin}+$/u.test(text) &&
  (/[A-Za-z]/.test(text) || (text.length === 1 && isAmongLatin)) &&
  !/\p{Ll}(?![A-Z])\p{Lu}/u.test(text);

/** Words are written in these letters throughout, in one case but for the first, and have vowels. */
const isCyrillic: Script = ({ text, isAmongLatin }) =>
  /^[А-яЁёІіЇїЄєҐґЎў]+$/.test(text) &&
  /^(?:\p{Lu}+|\p{Lu}?\p{Ll}+)$/u.test(text) &&
  !/^[ьъ]/i.test(text) &&
  (text.length < 4 || /[аеёиоуыэюяіїє]/i.test(text)) &&
  (text.length > 1 || !isAmongLatin);

const HALF_WIDTH = /^[\uff61-\uff9f]+$/;
/** Voiced marks follow what can be voiced; no word begins with a small sign, ｰ or ﾝ. */
const HALF_WIDTH_WORD = /^(?![ｧ-ｰﾝ])(?:[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ|[ｦ-ﾝ])+$/;
const FULL_WIDTH_WORD = /^[A-Za-z\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff10-\uff5a]+$/;

const isJapanese: Script = ({ text, isAmongLatin }) => {
  if (text.length === 1 && isAmongLatin) return false;
  if (HALF_WIDTH.test(text)) return HALF_WIDTH_WORD.test(text);
  const signs = text.replace(/[A-Za-z]/g, "");
  // A single kanji within plain letters is an apostrophe or an accent that has swallowed the next letter.
  if (!FULL_WIDTH_WORD.test(text) || (signs.length === 1 && signs !== text)) return false;
  return [...signs].some((sign) => !/[\u4e00-\u9fff]/.test(sign) || commonKanji().has(sign));
};

let kanji: ReadonlySet<string> | undefined;
/** The 2,965 of the first level of JIS X 0208; most words have one of them, words of chance hardly any. */
function commonKanji(): ReadonlySet<string> {
  if (kanji) return kanji;
  const bytes: number[] = [];
  for (let at = 0x889f; at <= 0x9872; at++) {
    const trail = at & 0xff;
    if (trail >= 0x40 && trail <= 0xfc && trail !== 0x7f) bytes.push(at >> 8, trail);
  }
  kanji = new Set(new TextDecoder("shift_jis").decode(Uint8Array.from(bytes)));
  return kanji;
}

function fits(word: string, letters: string): boolean {
  for (const letter of word.toLowerCase()) if (!isAscii(letter) && !letters.includes(letter)) return false;
  return true;
}

/** Digits of a number as it is written: with single blanks or hyphens between them. */
const RUN = /(?<!\d)\d(?:[ \u00a0-]?\d){12,18}(?!\d)/gu;

/**
 * Where a text holds what could be a whole card number: 13 to 19 digits that pass the check of ISO/IEC 7812-1 annex B
 * (Luhn, mod 10). Null: nowhere. One number in ten passes by chance; it is refused like the rest.
 */
export function findCardNumber(text: string): number | null {
  for (const match of text.matchAll(RUN)) if (passesLuhn(match[0].replace(/\D/g, ""))) return match.index;
  return null;
}

export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

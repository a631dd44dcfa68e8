import { PASSWORD_MAX, PASSWORD_MIN } from "./limits";

/** Long pass phrases that everybody tries first. Shorter favourites fail by their length already. */
const worn: ReadonlySet<string> = new Set([
  "123456789012",
  "1234567890123",
  "qwertyuiopas",
  "qwertyuiop123",
  "passwordpassword",
  "password1234",
  "password12345",
  "password123456",
  "administrator",
  "administrator1",
  "letmeinletmein",
  "iloveyou1234",
  "welcome12345",
  "changeme1234",
  "correcthorsebatterystaple",
]);

/** What is wrong with a password somebody wants, in words for its field; null when nothing is. Length is what counts. */
export function passwordFault(password: string, person: { email: string; name?: string }): string | null {
  const letters = [...password.normalize("NFKC")];
  if (letters.length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters. A few unrelated words work well.`;
  if (letters.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  const plain = letters.join("").toLowerCase();
  if (new Set(letters).size < 5) return "Use more different characters.";
  if (worn.has(plain.replace(/\s/g, ""))) return "This one is on every list of passwords. Choose another.";
  const own = [person.email, person.email.split("@")[0] ?? "", person.name ?? ""].map((part) => part.toLowerCase());
  if (own.some((part) => part.length >= 6 && plain.includes(part) && plain.length - part.length < 6)) {
    return "Do not build it from your name or address.";
  }
  return null;
}

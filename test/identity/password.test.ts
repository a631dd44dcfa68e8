import { expect, test } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/identity/password";

const cheap = { N: 2 ** 10, r: 8, p: 1 };
const salt = Buffer.from("NaCl");

test("RFC 7914, section 12: scrypt('password', 'NaCl', N 1024, r 8, p 16) begins fdbabe1c9d347200", async () => {
  const stored = await hashPassword("password", salt, { N: 1024, r: 8, p: 16 });
  const key = Buffer.from(stored.split("$")[5] ?? "", "base64url").toString("hex");
  expect(key).toBe("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
});

test("the right password verifies, another does not", async () => {
  const stored = await hashPassword("correct horse battery", salt, cheap);
  expect(await verifyPassword("correct horse battery", stored)).toBe(true);
  expect(await verifyPassword("correct horse batterY", stored)).toBe(false);
});

test("one password typed in composed or decomposed letters is the same password", async () => {
  const stored = await hashPassword("caf\u00e9 au lait cr\u00e8me", salt, cheap);
  expect(await verifyPassword("cafe\u0301 au lait cre\u0300me", stored)).toBe(true);
});

test("a hash that cannot be read lets nobody in", async () => {
  for (const stored of [
    "",
    "scrypt",
    "plain",
    "scrypt$x$8$1$TmFDbA$AAAA",
    "bcrypt$1024$8$1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
  ]) {
    expect(await verifyPassword("anything", stored)).toBe(false);
  }
});

test("a hash of older cost says that it should be made anew", async () => {
  expect(needsRehash(await hashPassword("x", salt, cheap))).toBe(true);
  expect(needsRehash(await hashPassword("x", salt))).toBe(false);
});

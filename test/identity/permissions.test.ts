import { describe, expect, test } from "vitest";
import { roles } from "@/lib/identity/constants";
import { keyScopes, permissions, permissionsOf, permissionsOfKey } from "@/lib/identity/permissions";

const managesPeopleOrSettings = permissions.filter((name) => name.endsWith(".manage") || name === "audit.read");

describe("the permission table", () => {
  test("a role it does not know may do nothing, also one that names a property of every object", () => {
    for (const role of ["", "owner", "ADMIN", "__proto__", "constructor", "toString"]) {
      expect([...permissionsOf(role)]).toEqual([]);
    }
  });

  test("an analyst reads and changes neither people, keys, settings nor imports", () => {
    const analyst = permissionsOf("analyst");
    for (const name of [...managesPeopleOrSettings, "import.run", "import.withdraw"] as const) {
      expect(analyst.has(name)).toBe(false);
    }
  });

  test("a manager may all an analyst may", () => {
    const manager = permissionsOf("manager");
    expect([...permissionsOf("analyst")].every((name) => manager.has(name))).toBe(true);
  });

  test("an admin may everything but approve what was proposed, and that only a manager may", () => {
    const approvals = permissions.filter((name) => name.endsWith(".approve"));
    expect(approvals).toEqual(["escheat.approve", "accounting.approve", "notification.approve"]);
    expect([...permissionsOf("admin")].sort()).toEqual(permissions.filter((name) => !approvals.includes(name)).sort());
    for (const role of roles) {
      for (const name of approvals) expect(permissionsOf(role).has(name)).toBe(role === "manager");
    }
  });

  test("no role holds a permission that does not exist, and none twice", () => {
    for (const role of roles) {
      const own = [...permissionsOf(role)];
      expect(own.every((name) => permissions.includes(name))).toBe(true);
    }
  });
});

describe("an API key", () => {
  test("never reaches people, keys, settings or the audit trail, whatever its row says", () => {
    expect([...permissionsOfKey([...permissions])].sort()).toEqual([...keyScopes].sort());
    for (const name of managesPeopleOrSettings) expect(permissionsOfKey([name]).size).toBe(0);
  });

  test("with no known scope may do nothing", () => {
    expect(permissionsOfKey(["*", "admin", ""]).size).toBe(0);
  });
});

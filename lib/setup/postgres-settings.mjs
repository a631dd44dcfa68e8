// Settings of the embedded server, for a machine of two cores that does other things too.
import fs from "node:fs";
import os from "node:os";

const MB = 1024 * 1024;

export function settings({ throwAway }) {
  const memory = Math.min(os.totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY) / MB;
  const cache = Math.round(Math.min(512, Math.max(64, memory / 8)));
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: throwAway ? 300 : 100,
    shared_buffers: `${cache}MB`,
    effective_cache_size: `${Math.round(Math.max(256, memory / 2))}MB`,
    work_mem: memory > 4000 ? "32MB" : "8MB",
    maintenance_work_mem: memory > 4000 ? "256MB" : "64MB",
    // Compiling a query costs more than running one that reads a few hundred rollup rows.
    jit: "off",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    // A process that was killed must not hold its locks until a long statement of its ends.
    ...(process.platform === "linux" ? { client_connection_check_interval: "5s" } : {}),
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    ...(hasRoomInSharedMemory() ? {} : { dynamic_shared_memory_type: "mmap" }),
    ...(throwAway ? { fsync: "off", full_page_writes: "off" } : {}),
  };
}

/** Containers give /dev/shm 64 MB, which parallel queries outgrow. */
function hasRoomInSharedMemory() {
  if (process.platform !== "linux") return true;
  try {
    const { bavail, bsize } = fs.statfsSync("/dev/shm");
    return bavail * bsize > 256 * MB;
  } catch {
    return false;
  }
}

// Loaded into the web server and the worker (node --import): when the script that started them is gone, killed even, its
// end of this pipe closes and they end in good order instead of holding the port for ever.
import fs from "node:fs";
import net from "node:net";

const PIPE = 3;

/** Programs that these start themselves inherit the flag but not the pipe. */
function hasPipe() {
  try {
    const stat = fs.fstatSync(PIPE);
    return stat.isSocket() || stat.isFIFO();
  } catch {
    return false;
  }
}

if (process.env.BREAKWATER_LEASH === "1" && hasPipe()) {
  delete process.env.BREAKWATER_LEASH;
  const pipe = new net.Socket({ fd: PIPE, readable: true, writable: false });
  pipe.on("error", () => {});
  pipe.on("close", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 25_000).unref();
  });
  pipe.resume();
  pipe.unref();
}

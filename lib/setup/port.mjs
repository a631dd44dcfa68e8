import net from "node:net";
import { SetupError } from "./project.mjs";

/** PORT of the environment, else 3000, free to listen on; otherwise one clear sentence. */
export async function checkPort(env = process.env) {
  const text = env.PORT || "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new SetupError(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  const host = env.HOST || "127.0.0.1";
  const refusal = await tryToListen(port, host);
  if (refusal === "EACCES")
    throw new SetupError(`Port ${port} may only be used by root. Choose another: PORT=3000 npm start`);
  if (refusal === "EADDRNOTAVAIL" || refusal === "ENOTFOUND") {
    throw new SetupError(`HOST ${host} is no address of this machine.`);
  }
  // Another program on ::1 would answer to "localhost" in our stead.
  if (refusal || (await answers(port, "::1"))) {
    throw new SetupError(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  return { port, host };
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

function answers(port, host) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 300 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

// npm start: from a clean clone to a running product, with nothing but Node.
import path from "node:path";
import { noteAddress } from "./address.mjs";
import { ensureBuild, NEXT } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { startPart } from "./parts.mjs";
import { checkPort } from "./port.mjs";
import { makeProduct, prepareDatabase, stopOnSignals, WORKER, waitForAnswer } from "./product.mjs";
import { SetupError, say } from "./project.mjs";
import { welcome } from "./welcome.mjs";

async function run(product) {
  const { port, host } = await checkPort();
  stopOnSignals(product);
  await ensurePackages(product);

  const ready = async () => {
    const url = await product.database();
    return { url, ...(await prepareDatabase(url, product)) };
  };
  // Side by side: one is busy computing, the other mostly waits for its disk.
  const [database] = await Promise.all([ready(), ensureBuild(product)]);

  const env = { ...product.environment(database.url), NODE_ENV: "production", PORT: String(port) };
  const logFile = (name) => path.join(product.home, "log", `${name}.log`);
  const web = product.add(
    startPart("web server", [NEXT, "start", "--port", String(port), "--hostname", host], {
      env,
      logFile: logFile("web"),
    }),
  );
  noteAddress(product.home, port);
  product.add(startPart("worker", WORKER, { env, logFile: logFile("worker") }));
  const crash = product.crashed();
  const isReady = await Promise.race([waitForAnswer({ host, port }, web), crash.then(() => false)]);
  if (isReady && !product.stopping) welcome({ port, host, logs: path.join(product.home, "log"), ...database });

  const sentence = await crash;
  if (product.stopping) return new Promise(() => {}); // The signal's handler ends the process.
  throw new SetupError(`${sentence}\nThe rest is being stopped.`);
}

const product = makeProduct();
await run(product).catch(async (error) => {
  if (product.stopping) return;
  say(error instanceof SetupError ? error.message : error.stack);
  await product.stop();
  process.exit(1);
});

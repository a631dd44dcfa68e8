// npm run dev: the same product for daily work. Pages and worker are taken anew when a file changes.
import { noteAddress } from "./address.mjs";
import { NEXT } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { startPart } from "./parts.mjs";
import { checkPort } from "./port.mjs";
import { makeProduct, prepareDatabase, stopOnSignals, WORKER_WATCHED, waitForAnswer } from "./product.mjs";
import { SetupError, say } from "./project.mjs";
import { welcome } from "./welcome.mjs";

async function run(product) {
  const { port, host } = await checkPort();
  stopOnSignals(product);
  await ensurePackages(product);
  const url = await product.database();
  const database = await prepareDatabase(url, product);

  const env = { ...product.environment(url), NODE_ENV: "development", PORT: String(port) };
  const web = product.add(startPart("web server", [NEXT, "dev", "--port", String(port), "--hostname", host], { env }));
  noteAddress(product.home, port);
  product.add(startPart("worker", WORKER_WATCHED, { env }));
  const crash = product.crashed();
  const isReady = await Promise.race([waitForAnswer({ host, port }, web), crash.then(() => false)]);
  if (isReady && !product.stopping) welcome({ port, host, logs: "this terminal", ...database });

  const sentence = await crash;
  if (product.stopping) return new Promise(() => {});
  throw new SetupError(`${sentence}\nThe rest is being stopped.`);
}

const product = makeProduct();
await run(product).catch(async (error) => {
  if (product.stopping) return;
  say(error instanceof SetupError ? error.message : error.stack);
  await product.stop();
  process.exit(1);
});

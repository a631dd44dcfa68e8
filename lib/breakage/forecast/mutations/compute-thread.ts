/** Runs in a thread of its own: minutes of arithmetic must not keep a worker from saying that it lives. */
import { parentPort, workerData } from "node:worker_threads";
import { type ComputeInput, computeForecast } from "../compute";

const made = computeForecast(workerData as ComputeInput, () => parentPort?.postMessage({ tested: true }));
parentPort?.postMessage({ made });

/** Runs in a thread of its own: half a minute of arithmetic must not keep a worker from saying that it lives. */
import { parentPort, workerData } from "node:worker_threads";
import { type ComputeInput, computeForecast } from "../compute";

parentPort?.postMessage(computeForecast(workerData as ComputeInput));

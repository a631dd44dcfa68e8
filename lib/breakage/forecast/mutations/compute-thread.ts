/** Runs in a thread of its own: half a minute of arithmetic must not keep a worker from saying that it lives. */
import { parentPort } from "node:worker_threads";
import { type TaskName, tasks } from "../tasks";

// A task that throws ends the thread, and its error is what the caller gets.
parentPort?.on("message", ({ task, input }: { task: TaskName; input: never }) => {
  parentPort?.postMessage(tasks[task](input));
});

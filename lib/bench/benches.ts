import { pageBench } from "./b1-page";
import { sizeBench } from "./b2-size";
import { rollupBench } from "./b3-rollup";
import { importBench } from "./b4-import";
import { linearBench } from "./b5-linear";
import { repeatBench } from "./b6-repeat";
import { verifyBench } from "./b13-verify";
import { rowSecurityBench } from "./b14-row-security";
import { queueBench } from "./b16-queue";
import type { Bench } from "./bench";
import { forecastBench } from "./f1-forecast";
import { cardScoreBench } from "./f2-card-score";
import { determinationBench } from "./g1-determination";
import { strangerBench } from "./i1-stranger";
import { optimiserBench } from "./n1-optimiser";
import { sendingBench } from "./n2-sending";
import { pickupBench } from "./q1-pickup";
import { readsBench } from "./u1-reads";
import { vitalsBench } from "./u2-vitals";
import { withdrawalBench } from "./w1-withdrawal";
import { exportBench } from "./x1-export";

/** Those that share a demo database come one after another. */
export const benches: readonly Bench[] = [
  readsBench,
  strangerBench,
  vitalsBench,
  pageBench,
  rowSecurityBench,
  verifyBench,
  sizeBench,
  rollupBench,
  importBench,
  linearBench,
  repeatBench,
  withdrawalBench,
  forecastBench,
  cardScoreBench,
  determinationBench,
  optimiserBench,
  sendingBench,
  queueBench,
  exportBench,
  pickupBench,
];

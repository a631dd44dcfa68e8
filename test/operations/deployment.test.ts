/** compose.yaml, the Kubernetes manifests and the Dockerfile against the code that they start. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { APP_ROLE, appUrl } from "@/db/role";
import { settingNames } from "@/lib/env";
import { HEARTBEAT_MS, STOP_GRACE_MS } from "@/lib/jobs/constants";
import { keepAliveFile } from "@/lib/jobs/worker/alive";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** Read by Node, Next, the log and the worker's mark; everything else is read by lib/env.ts. */
const ELSEWHERE = ["LOG_LEVEL", "DATA_DIR", "PORT", "HOSTNAME", "NODE_ENV", "NEXT_TELEMETRY_DISABLED"];
const known = new Set([...settingNames, ...ELSEWHERE]);

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment: Record<string, string | null>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  stop_grace_period?: string;
  volumes?: string[];
  healthcheck?: { test: string[] };
};
const { services } = parse(read("compose.yaml"), { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(services).filter(([, service]) => service.build !== undefined);

type Probe = { httpGet: { path: string; port: string } };
type Container = {
  image: string;
  command?: string[];
  ports?: { name: string; containerPort: number }[];
  securityContext: Record<string, unknown>;
  volumeMounts?: { mountPath: string }[];
  startupProbe?: Probe;
  livenessProbe?: Partial<Probe> & { exec?: { command: string[] } };
  env?: { name: string; value: string }[];
  readinessProbe?: Probe;
};
type Pod = {
  securityContext: Record<string, unknown>;
  terminationGracePeriodSeconds?: number;
  containers: Container[];
};
type Item = {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec?: { template?: { metadata: { labels: Record<string, string> }; spec: Pod } };
};
const { items } = parse(read("deploy/kubernetes.yaml"), { merge: true }) as { items: Item[] };
const pods = items.flatMap(({ spec }) => spec?.template?.spec ?? []);
const containers = pods.flatMap((pod) => pod.containers);

const dockerfile = read("Dockerfile");
const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

const isRoute = (address: string) => {
  const { pathname } = new URL(address, "http://localhost");
  return existsSync(path.join(ROOT, "app", pathname, "route.ts"));
};

describe("the images", () => {
  it("have a version each, so that the same files start the same programs next year", () => {
    const { version } = JSON.parse(read("package.json"));
    const foreign = Object.values(services).filter((service) => service.build === undefined);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, name]) => name);
    for (const name of [...foreign.map(({ image }) => image), ...bases])
      expect(name).toMatch(/^[a-z]+:\d+[a-z0-9.-]*$/);
    expect(new Set(containers.map(({ image }) => image))).toEqual(new Set([`breakwater:${version}`]));
  });

  it("run as a user without rights, who cannot write to the program", () => {
    expect(lastStage).toMatch(/\nUSER node\n/);
    expect(lastStage).toMatch(/COPY --from=build --chown=root:root \/app\/dist /);
    expect(ours.map(([name]) => name)).toEqual(["migrate", "web", "worker"]);
    for (const [, service] of ours)
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
    expect(containers).toHaveLength(3);
    // 1000 is the number that the base image gives its user node.
    for (const pod of pods) expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    for (const { securityContext } of containers)
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
  });
});

describe("what is asked whether it lives", () => {
  it("is a page that there is, on the port that is listened on", () => {
    const web = containers.find(({ ports }) => ports);
    const probes = [web?.startupProbe, web?.livenessProbe, web?.readinessProbe];
    for (const probe of probes) expect(isRoute(probe?.httpGet?.path ?? "/nothing")).toBe(true);
    expect(web?.readinessProbe?.httpGet.path).toBe("/api/health/ready?without=worker");
    const port = /PORT=(\d+)/.exec(lastStage)?.[1];
    expect(web?.ports).toEqual([{ name: "http", containerPort: Number(port) }]);
    const asked = /fetch\('http:\/\/127\.0\.0\.1:(\d+)([^']+)'\)/.exec(services.web?.healthcheck?.test.join(" ") ?? "");
    expect(asked?.[1]).toBe(port);
    expect(isRoute(asked?.[2] ?? "")).toBe(true);
  });
});

describe("the worker's probe", () => {
  const worker = containers.find(({ command }) => command?.includes("bin/worker.mjs"));
  const [how, ...inCompose] = services.worker?.healthcheck?.test ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), "breakwater-alive-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const exitCode = (file: string) => {
    const [, ...args] = inCompose;
    return spawnSync(process.execPath, args, { env: { ...process.env, WORKER_ALIVE_FILE: path.join(folder, file) } })
      .status;
  };

  it("is one and the same in compose and Kubernetes, of a file that can be written", () => {
    expect([how, inCompose[0]]).toEqual(["CMD", "node"]);
    expect(worker?.livenessProbe?.exec?.command).toEqual(inCompose);
    const file = worker?.env?.find(({ name }) => name === "WORKER_ALIVE_FILE")?.value ?? "";
    expect(services.worker?.environment.WORKER_ALIVE_FILE).toBe(file);
    expect(worker?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain(path.dirname(file));
    expect((services.worker as { tmpfs?: string[] }).tmpfs).toContain(path.dirname(file));
  });

  it("is content with what a worker has just touched, and neither with an old file nor with none", () => {
    vi.useFakeTimers();
    const file = path.join(folder, "alive");
    keepAliveFile(file);
    expect(exitCode("alive")).toBe(0);
    const minutesAgo = new Date(Date.now() - 120_000);
    utimesSync(file, minutesAgo, minutesAgo);
    expect(exitCode("alive")).toBe(1);
    vi.advanceTimersByTime(HEARTBEAT_MS);
    vi.useRealTimers();
    expect(exitCode("alive")).toBe(0);
    expect(exitCode("none")).not.toBe(0);
  });
});

describe("the database of compose", () => {
  it("is held for healthy when it answers by the network: by its socket a server does that is only making the database", () => {
    const [how, asked] = services.postgres?.healthcheck?.test ?? [];
    expect([how, asked]).toEqual(["CMD-SHELL", expect.stringMatching(/^pg_isready -h 127\.0\.0\.1 /)]);
    const { POSTGRES_USER: user, POSTGRES_DB: database } = services.postgres?.environment ?? {};
    expect(asked).toMatch(new RegExp(` -U ${user} -d ${database}$`));
  });
});

describe("what is set by environment", () => {
  it("has a name that the product reads, in every file", () => {
    const config = items.find(({ kind }) => kind === "ConfigMap")?.data ?? {};
    const built = [...dockerfile.matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name);
    const given = [
      ...ours.flatMap(([, { environment }]) => Object.keys(environment)),
      ...Object.keys(config),
      ...built,
    ];
    // Only the build knows it.
    expect(given.filter((name) => name !== "STANDALONE" && !known.has(name ?? ""))).toEqual([]);
  });

  it("can all be set with compose, and is told in the README", () => {
    const handedOn = new Set(ours.flatMap(([, { environment }]) => Object.keys(environment)));
    // The database of compose lets its owner create the role.
    expect(settingNames.filter((name) => !handedOn.has(name))).toEqual(["APP_DATABASE_URL"]);
    const rows = read("deploy/README.md").match(/^\| `.*$/gm) ?? [];
    // `DKIM_DOMAIN` `_SELECTOR` stands for two of one beginning.
    const told = rows.flatMap((row) => {
      const names = [...row.matchAll(/`(_?[A-Z][A-Z_]+)`/g)].map(([, name]) => name ?? "");
      const beginning = names[0]?.split("_")[0] ?? "";
      return names.map((name) => (name.startsWith("_") ? beginning + name : name));
    });
    expect(settingNames.filter((name) => !told.includes(name))).toEqual([]);
  });

  it("leads web and worker to the database as a role that is not its owner", () => {
    const url = services.web?.environment.DATABASE_URL?.replace(/\$\{[^}]*\}/, "secret") ?? "";
    const owner = services.postgres?.environment.POSTGRES_USER;
    expect(new URL(url).username).toBe(owner);
    expect(new URL(appUrl(url)).username).toBe(APP_ROLE);
    expect(APP_ROLE).not.toBe(owner);
  });
});

describe("a new version on Kubernetes", () => {
  const commandsIn = (text: string) =>
    [...text.matchAll(/^(?:# *)?(kubectl .*)$/gm)].map(([, command]) => command ?? "");
  const told = commandsIn(read("deploy/README.md").split("## A new version")[1] ?? "");

  it("is brought by the same commands in the manifests and in the README", () => {
    expect(told).toHaveLength(5);
    expect(commandsIn(read("deploy/kubernetes.yaml").split("# For a new version")[1] ?? "")).toEqual(told);
  });

  it("stops and deletes what there is", () => {
    const things = items.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
    const named = told.flatMap((command) => command.match(/\b(statefulset|job)\/\S+/g) ?? []);
    expect(new Set(named)).toEqual(new Set(["statefulset/breakwater-worker", "job/breakwater-migrate"]));
    for (const thing of named) expect(things).toContain(thing);
    const worker = items.find(({ kind }) => kind === "StatefulSet")?.spec?.template?.metadata.labels ?? {};
    const selector = /--selector=(\S+)/.exec(told.join("\n"))?.[1];
    expect(Object.entries(worker).map(([label, value]) => `${label}=${value}`)).toEqual(selector?.split(","));
  });
});

describe("the worker", () => {
  it("keeps its mark on a volume of its own", () => {
    const folder = /DATA_DIR=(\S+)/.exec(lastStage)?.[1] ?? "";
    expect(services.worker?.volumes).toEqual([`sender:${folder}`]);
    const worker = containers.find(({ command }) => command?.includes("bin/worker.mjs"));
    expect(worker?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain(folder);
  });

  it("is given longer to stop than it takes to hand back a run", () => {
    const seconds = STOP_GRACE_MS / 1000;
    expect(Number.parseInt(services.worker?.stop_grace_period ?? "", 10)).toBeGreaterThan(seconds);
    const pod = pods.find(({ containers: [one] }) => one?.command?.includes("bin/worker.mjs"));
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(seconds);
  });
});

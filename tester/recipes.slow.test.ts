/** The recipes of docs/recipes: read by those who define what they are written in, and run on a class of two. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { parse } from "yaml";
import { z } from "zod";
import { kitRoot } from "./realm/kit-root";

jest.setTimeout(180_000);

const textOf = (file: string): string => readFileSync(join(kitRoot(), "docs", "recipes", file), "utf8");

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "recipes-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash says of a script that it only reads; nothing where all is well. */
function scriptErrors(script: string): string {
  try {
    execFileSync("bash", ["-n"], { input: script, stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}

/** GitHub's own parser of workflows. */
interface WorkflowParser {
  parseWorkflow(
    file: { name: string; content: string },
    trace: object,
  ): { context: { errors: { getErrors(): { message: string }[] } } };
  NoOperationTraceWriter: new () => object;
}

/** It is ESM that imports JSON, which Node 20 can't load as it is. */
function workflowParser(): WorkflowParser {
  const contents = `export { parseWorkflow, NoOperationTraceWriter } from "@actions/workflow-parser";`;
  const outfile = join(folder, "workflow-parser.js");
  buildSync({ stdin: { contents, resolveDir: kitRoot() }, bundle: true, format: "cjs", platform: "node", outfile });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- written just now
  return require(outfile) as WorkflowParser;
}

describe("github-matrix.yml", () => {
  const text = textOf("github-matrix.yml");
  let parser: WorkflowParser;
  beforeAll(() => (parser = workflowParser()));
  const errorsOf = (content: string): string[] => {
    const { context } = parser.parseWorkflow({ name: "grade.yml", content }, new parser.NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  };

  test("GitHub's parser finds nothing", () => expect(errorsOf(text)).toEqual([]));

  test.each([
    ["a key that there is none of", ["runs-on:", "run-on:"], /Unexpected value 'run-on'/],
    [
      "a context that there is none of",
      ["matrix.shard }}/", "matrixx.shard }}/"],
      /Unrecognized named-value: 'matrixx'/,
    ],
    ["an indent", ["\n    steps:", "\n  steps:"], /./],
  ])("spoiled by %s, it does", (_what, [from, to], message) => {
    expect(text).toContain(from);
    expect(errorsOf(text.replace(from, to)).join()).toMatch(message);
  });

  test("its scripts are bash, and its numbers are 1 to 8", () => {
    interface Jobs {
      jobs: Record<string, { strategy?: { matrix: { shard: number[] } }; steps: { run?: string }[] }>;
    }
    const { jobs } = parse(text) as Jobs;
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.map((run) => scriptErrors(run.replace(/\$\{\{.*?\}\}/g, "1")))).toEqual(scripts.map(() => ""));
    expect(jobs.grade.strategy!.matrix.shard).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

/** Of a Job what the recipe uses of it, after the API's reference (batch/v1 Job, core/v1 PodSpec): closed, so that a misspelt field shows. */
const name = z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
const quantity = z.string().regex(/^\d+(\.\d+)?(m|[kMGT]i?)?$/);
const resources = z.strictObject({ cpu: quantity, memory: quantity }).partial();
const containerSchema = z.strictObject({
  name,
  image: z.string(),
  workingDir: z.string().startsWith("/"),
  env: z.array(
    z.union([
      z.strictObject({ name: z.string(), value: z.string() }),
      z.strictObject({
        name: z.string(),
        valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name, key: z.string() }) }),
      }),
    ]),
  ),
  command: z.array(z.string()),
  resources: z.strictObject({ requests: resources, limits: resources }),
  volumeMounts: z.array(z.strictObject({ name, mountPath: z.string().startsWith("/") })),
});
const jobSchema = z.strictObject({
  apiVersion: z.literal("batch/v1"),
  kind: z.literal("Job"),
  metadata: z.strictObject({ name }),
  spec: z.strictObject({
    completionMode: z.enum(["Indexed", "NonIndexed"]),
    completions: z.number().int().positive(),
    parallelism: z.number().int().positive(),
    backoffLimit: z.number().int().nonnegative(),
    template: z.strictObject({
      spec: z.strictObject({
        restartPolicy: z.enum(["Never", "OnFailure"]),
        automountServiceAccountToken: z.boolean(),
        containers: z.array(containerSchema).min(1),
        volumes: z.array(z.strictObject({ name, persistentVolumeClaim: z.strictObject({ claimName: name }) })),
      }),
    }),
  }),
});

describe("kubernetes-job.yaml", () => {
  const text = textOf("kubernetes-job.yaml");

  test("is a Job", () => expect(jobSchema.safeParse(parse(text)).error?.issues).toBeUndefined());

  test.each([
    ["a misspelt field", ["completionMode", "completionMod"]],
    ["a number for a text", [`value: "8"`, "value: 8"]],
    ["what a Job may not have", ["restartPolicy: Never", "restartPolicy: Always"]],
  ])("spoiled by %s, it isn't", (_what, [from, to]) => {
    expect(text).toContain(from);
    expect(jobSchema.safeParse(parse(text.replace(from, to))).success).toBe(false);
  });

  test("as many completions as it says shards, and its script is bash", () => {
    const { spec } = jobSchema.parse(parse(text));
    const [{ env, command }] = spec.template.spec.containers;
    expect(env).toContainEqual({ name: "SHARDS", value: String(spec.completions) });
    expect(command.slice(0, 2)).toEqual(["bash", "-c"]);
    expect(scriptErrors(command[2])).toBe("");
  });
});

describe.each(["slurm-array.sh", "slurm-merge.sh"])("%s", (file) => {
  test("is bash, and options of sbatch before its first command", () => {
    expect(scriptErrors(textOf(file))).toBe("");
    const head = textOf(file).split(/^[^#\n]/m)[0];
    expect(head.match(/^#SBATCH --[a-z-]+=\S+$/gm)?.length).toBe(textOf(file).match(/#SBATCH/g)!.length);
    const count = /^SHARDS=(\d+)$/m.exec(textOf(file))?.[1];
    expect(/--array=1-(\d+)$/m.exec(head)?.[1]).toBe(count);
  });

  test("spoiled by a bracket that is missing, it isn't", () => {
    expect(scriptErrors(textOf(file).replace("KIT:-kit}", "KIT:-kit"))).toContain("unexpected EOF");
  });
});

/** The command of one shard, counted from 1, as its system would run it. */
const SYSTEMS: readonly [string, (shard: number) => { script: string; env: object; out: string }][] = [
  [
    "GitHub",
    (shard) => {
      const steps = (parse(textOf("github-matrix.yml")) as { jobs: { grade: { steps: { run?: string }[] } } }).jobs
        .grade.steps;
      const { run } = steps.find((step) => step.run?.includes("--shard"))!;
      const script = run!
        .replace("${{ matrix.shard }}", String(shard))
        .replace("${{ strategy.job-total }}", "8")
        // Not every machine that runs this test has it.
        .replace("--sandbox strict", "--sandbox auto")
        .replace("--out grades", `--out github/shard-${shard}`);
      return { script, env: {}, out: "github" };
    },
  ],
  [
    "Slurm",
    (shard) => ({
      script: textOf("slurm-array.sh"),
      env: { SLURM_ARRAY_TASK_ID: String(shard), SLURM_CPUS_PER_TASK: "1", SHARDS_DIR: "slurm" },
      out: "slurm",
    }),
  ],
  [
    "Kubernetes",
    (shard) => ({
      script: jobSchema.parse(parse(textOf("kubernetes-job.yaml"))).spec.template.spec.containers[0].command[2],
      env: { JOB_COMPLETION_INDEX: String(shard - 1), SHARDS: "8" },
      out: "shards",
    }),
  ],
];

describe("run on a class of two", () => {
  const run = async (script: string, env: object): Promise<void> => {
    await promisify(execFile)("bash", ["-c", script], { cwd: folder, env: { ...process.env, ...env } });
  };
  const cli = "node kit/.raftlab/cli.js";

  beforeAll(async () => {
    symlinkSync(kitRoot(), join(folder, "kit"));
    for (const student of ["ada", "zoe"]) mkdirSync(join(folder, "class", student), { recursive: true });
    writeFileSync(join(folder, "class", "ada", "raft.ts"), "export class Raft {}\n");
    await run(`${cli} grade class --out whole`, {});
  });

  test.each(SYSTEMS)("%s: its shards, merged, are the class graded as a whole", async (_system, shardOf) => {
    const { out } = shardOf(1);
    // The last has nobody to grade, and says so.
    for (const shard of [1, 2, 8]) await run(shardOf(shard).script, shardOf(shard).env);
    expect(readdirSync(join(folder, out))).toHaveLength(3);
    await run(textOf("slurm-merge.sh"), { SHARDS_DIR: out, GRADES: `merged-${out}` });
    const csvOf = (name: string): string => readFileSync(join(folder, name, "grades.csv"), "utf8");
    expect(csvOf(`merged-${out}`)).toBe(csvOf("whole"));
    expect(csvOf("whole").split("\n")).toHaveLength(4);
  });
});

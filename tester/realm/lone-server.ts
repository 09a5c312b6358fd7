/** For tests: a submission given as text, and one realm of it with nothing around. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Thrown } from "../trace/event";
import { compile, type Compiled, type Program, type Role } from "./compile";
import type { Boot } from "./mailbox";
import { LoadedProgram, Realm } from "./realm";
import { turn } from "./turn";

/** An effect: its kind, then its fields as they crossed. */
export type Effect = [kind: string, ...fields: string[]];

/** Writes files into a fresh folder, and takes it away again when `use` is done. */
export async function withFolder<T>(files: Record<string, string>, use: (dir: string) => T | Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "submission-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

export function compileFiles(files: Record<string, string>, role: Role = "raft"): Promise<Compiled> {
  return withFolder(files, (dir) => compile(dir, role));
}

/** Compiles what must compile. */
export async function programOf(files: Record<string, string>, role: Role = "raft"): Promise<Program> {
  const compiled = await compileFiles(files, role);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.program;
}

/**
 * A raft.ts that keeps the contract and does nothing. `members` come after its own, and so before them in force;
 * `begin()` is called at the end of the constructor.
 */
export function raftWith(members: string, top = ""): string {
  return `import * as raftlab from "raftlab";
${top}
export class Raft {
  constructor(peers, me, persister, applyCh) {
    Object.assign(this, { peers, me, persister, applyCh });
    this.begin?.();
  }
  start(command) { return { index: 1, term: 1, isLeader: true }; }
  getState() { return { term: 0, isLeader: false }; }
  kill() {}
  requestVote(args) { return args; }
  appendEntries(args) { return args; }
  ${members}
}`;
}

/** One realm, and the clock that its events carry. */
export class LoneServer {
  private readonly realm: Realm;
  nowUs = 0;

  constructor(program: Program | LoadedProgram) {
    this.realm = new Realm(program instanceof LoadedProgram ? program : new LoadedProgram(program));
  }

  /** Hands in one event, and returns what it caused. */
  async event(...fields: (string | number)[]): Promise<Effect[]> {
    this.realm.deliver([this.nowUs, ...fields].join("\t"));
    await turn();
    const effects = this.realm.collect();
    return effects === "" ? [] : effects.split("\n").map((line) => line.split("\t") as Effect);
  }

  boot(boot: Partial<Boot> = {}): Promise<Effect[]> {
    const whole: Boot = { role: "raft", servers: 3, me: 0, dice: 1, maxRaftState: -1, ...boot };
    return this.event("boot", JSON.stringify(whole));
  }

  /** The fields of its Raft that have changed. */
  inspect(): string {
    return this.realm.inspect();
  }

  /** A request to `method`; the effects. */
  request(method: string, args: unknown = null): Promise<Effect[]> {
    return this.event("request", 1, method, JSON.stringify(args));
  }
}

/** A booted server whose Raft has these members; its first effects are dropped. */
export async function serverWith(members: string, boot: Partial<Boot> = {}, top = ""): Promise<LoneServer> {
  const server = new LoneServer(await programOf({ "raft.ts": raftWith(members, top) }));
  await server.boot(boot);
  return server;
}

/** What an expression is worth inside a realm, as JSON carries it: `this` is the Raft. */
export async function worthOf(expression: string, boot: Partial<Boot> = {}): Promise<unknown> {
  const server = await serverWith(`requestVote() { return [(${expression}) ?? null]; }`, boot);
  const effects = await server.request("Raft.requestVote");
  const answer = effects.find(([kind]) => kind === "answer");
  if (answer === undefined) throw new Error(JSON.stringify(effects));
  return (JSON.parse(answer[2]!) as unknown[])[0];
}

/** The fields of the effects of one kind. */
export function ofKind(effects: readonly Effect[], kind: string): string[][] {
  return effects.filter(([found]) => found === kind).map(([, ...fields]) => fields);
}

/** What was thrown. */
export function throwsIn(effects: readonly Effect[]): Thrown[] {
  return ofKind(effects, "throw").map(([json]) => JSON.parse(json!) as Thrown);
}

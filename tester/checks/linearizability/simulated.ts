/** For tests and the bench: histories of clients that ask a simulated object at once, right or wrong on purpose. */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { keyValue, type KeyValueInput, type KeyValueOutput } from "./key-value";
import type { Model } from "./model";
import type { Operation } from "./operation";
import { register, type RegisterInput, type RegisterOutput } from "./register";

/** An integer in [low, high], drawn. */
type Draw = (low: number, high: number) => number;

/** What clients ask for, and what an object answers. */
export interface Workload<Input, Output> {
  model: Model<Input, Output, string>;
  /** A client's next operation; `tag` is unique in the history. */
  ask(draw: Draw, tag: string): Input;
  answer(state: string, input: Input): Output;
}

export interface Simulation {
  seed: number;
  clients: number;
  operations: number;
  /** Chance that an operation never returns, whether or not it took effect; its client is replaced. */
  openPpm: number;
  /** Chance that an operation is answered from an older state, isn't done, or is done twice. */
  flawPpm: number;
}

/** What may be missing from a {@link keyValueWorkload}. */
export interface Without {
  /** Gets and appends only. */
  puts?: true;
  /** Values are short and few, the empty one among them, so that an answer may have come about in many ways. */
  uniqueValues?: true;
}

/** Operations on `keys` keys, as many of each kind. */
export function keyValueWorkload(keys: number, without: Without = {}): Workload<KeyValueInput, KeyValueOutput> {
  const valueOf = (draw: Draw, tag: string) => (without.uniqueValues ? ["", "a", "b", "ab"][draw(0, 3)] : `x ${tag} y`);
  return {
    model: keyValue,
    ask(draw, tag) {
      const op = (["get", "append", "put"] as const)[draw(0, without.puts ? 1 : 2)];
      return { op, key: String(draw(0, keys - 1)), value: op === "get" ? "" : valueOf(draw, tag) };
    },
    answer: (state, { op }) => (op === "get" ? state : ""),
  };
}

/** A register of few values, so that equal ones are written more than once. */
export function registerWorkload(values: number): Workload<RegisterInput, RegisterOutput> {
  return {
    model: register("0"),
    ask(draw) {
      const [a, b] = [String(draw(0, values - 1)), String(draw(0, values - 1))];
      const op = draw(0, 2);
      if (op === 0) return { op: "read", key: "" };
      return op === 1 ? { op: "write", key: "", value: a } : { op: "cas", key: "", from: a, to: b };
    },
    answer: (state, input) => (input.op === "read" ? state : input.op === "write" || state === input.from),
  };
}

/** One object of the history's, by its part: what it holds, and what it held. */
class Held {
  private readonly states: string[];

  constructor(
    initial: string,
    private readonly draw: Draw,
  ) {
    this.states = [initial];
  }

  /** Does the operation, and answers; with a flaw, does it wrong. */
  take<Input, Output>({ model, answer }: Workload<Input, Output>, input: Input, isFlawed: boolean): Output {
    const state = this.states.at(-1)!;
    const flaw = isFlawed ? this.draw(0, 2) : -1;
    const seen = flaw === 0 ? this.states[this.draw(0, this.states.length - 1)] : state;
    const after = model.step(state, input, undefined)!;
    if (flaw !== 1) this.states.push(after);
    if (flaw === 2) this.states.push(model.step(after, input, undefined)!);
    return answer(seen, input);
  }
}

/** A history; with no flaws, a linearizable one. The same for the same arguments. */
export function simulate<Input, Output>(
  workload: Workload<Input, Output>,
  { seed, clients, operations, openPpm, flawPpm }: Simulation,
): Operation<Input, Output>[] {
  const rng = xoroshiro128plus(seed);
  const draw: Draw = (low, high) => uniformInt(rng, low, high);
  const chance = (ppm: number) => draw(0, 999_999) < ppm;
  const held = new Map<string, Held>();
  const history: Operation<Input, Output>[] = [];
  /** What each client waits for, and whether that has been done: its answer. */
  const waiting = new Map<number, { operation: Operation<Input, Output>; answer?: Output }>();
  let names = clients;
  const clientNames = Array.from({ length: clients }, (_, i) => i);
  for (let n = 0; history.length < operations || waiting.size > 0; n++) {
    const client = draw(0, clients - 1);
    const open = waiting.get(client);
    if (open === undefined) {
      if (history.length === operations) continue;
      const input = workload.ask(draw, `${clientNames[client]} ${history.length}`);
      const name = `C${clientNames[client]}`;
      const operation = { client: name, input, output: undefined, invokedAt: n, returnedAt: undefined };
      history.push(operation);
      waiting.set(client, { operation });
    } else if (chance(openPpm)) {
      waiting.delete(client);
      clientNames[client] = names++;
    } else if (open.answer === undefined) {
      const part = workload.model.partOf(open.operation.input);
      const one = held.get(part) ?? new Held(workload.model.initial, draw);
      held.set(part, one);
      open.answer = one.take(workload, open.operation.input, chance(flawPpm));
    } else {
      open.operation.output = open.answer;
      open.operation.returnedAt = n;
      waiting.delete(client);
    }
  }
  return history;
}

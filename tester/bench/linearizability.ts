import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readHistory } from "../checks/histories/history";
import { check } from "../checks/linearizability/check";
import {
  keyValue,
  keyValueInsight,
  type KeyValueInput,
  type KeyValueOutput,
} from "../checks/linearizability/key-value";
import type { Operation } from "../checks/linearizability/operation";
import { keyValueWorkload, simulate } from "../checks/linearizability/simulated";
import { WholeStore, wholeStoreInsight } from "../checks/linearizability/whole-store";
import { kitRoot } from "../realm/kit-root";
import { spreadOf, type Spread } from "./spread";

type History = readonly Operation<KeyValueInput, KeyValueOutput>[];
type Kind = ReturnType<typeof check>["kind"];

/** What the checker needs to judge one history, in a warm process. */
export interface JudgingFigure {
  history: string;
  operations: number;
  /** As it must be; one that was otherwise is an error of the kit's. */
  verdict: Kind;
  targetMs: number;
  /** CPU is wall here: the checker waits for nothing. */
  wallMs: Spread;
}

const SHOWN_TIMES = 15;
/** The checker is hot only after some histories, however short they are. */
const WARM_UP_TIMES = 3;
const WARM_UP_MS = 200;

function measured(
  history: string,
  targetMs: number,
  expected: Kind,
  operations: History,
  judge: () => Kind,
): JudgingFigure {
  const warmFromMs = performance.now();
  for (let i = 0; i < WARM_UP_TIMES || performance.now() - warmFromMs < WARM_UP_MS; i++) judge();
  const wallMs: number[] = [];
  for (let i = 0; i < SHOWN_TIMES; i++) {
    const beganAtMs = performance.now();
    const verdict = judge();
    wallMs.push(performance.now() - beganAtMs);
    if (verdict !== expected) throw new Error(`the checker says «${verdict}» of ${history}, which is «${expected}»`);
  }
  return { history, operations: operations.length, verdict: expected, targetMs, wallMs: spreadOf(wallMs) };
}

function byKey(history: History): Kind {
  return check(keyValue, history, undefined, keyValueInsight).kind;
}

function whole(history: History): Kind {
  const store = new WholeStore(history.map(({ input }) => input.key));
  return check(store, history, undefined, wholeStoreInsight(store)).kind;
}

/** With nothing but the model: what the bare search is worth. */
function bare(history: History): Kind {
  return check(new WholeStore(history.map(({ input }) => input.key)), history).kind;
}

/** A sample that nobody here wrote, by its file's name. */
function sampleOf(name: string): History {
  const file = join(kitRoot(), "tester", "checks", "histories", "samples", `${name}.txt`);
  return readHistory(readFileSync(file, "utf8")).operations as History;
}

/** Judges the histories of issue 3. Targets are milliseconds at the median; Porcupine needs 1, 2,200 and 160. */
export function judgingFigures(): JudgingFigure[] {
  const [right, wrong] = [sampleOf("c10-ok"), sampleOf("c10-bad")];
  const crowd = { seed: 1, clients: 50, operations: 2_000, openPpm: 0, flawPpm: 0 };
  const [many, appends] = [keyValueWorkload(10), keyValueWorkload(10, { puts: true })].map((each) =>
    simulate(each, crowd),
  );
  return [
    measured("c10-ok", 5, "linearizable", right, () => byKey(right)),
    measured("c10-bad", 5, "not", wrong, () => byKey(wrong)),
    measured("c10-ok, not by key", 3_000, "linearizable", right, () => whole(right)),
    measured("c10-bad, not by key", 3_000, "not", wrong, () => whole(wrong)),
    measured("c10-ok, not by key, no insight", 3_000, "linearizable", right, () => bare(right)),
    measured("c10-bad, not by key, no insight", 3_000, "not", wrong, () => bare(wrong)),
    measured("50 clients on 10 keys", 300, "linearizable", many, () => byKey(many)),
    measured("50 clients on 10 keys, no puts", 300, "linearizable", appends, () => byKey(appends)),
  ];
}

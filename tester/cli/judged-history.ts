import type { History } from "../checks/histories/history";
import type { KeyValueInput } from "../checks/linearizability/key-value";
import type { Budget } from "../checks/linearizability/search";
import type { HistoryReport, PageOperation } from "../report/history/history-report";
import { shorten } from "../report/history/words";
import { secondsOf } from "../trace/event";
import { judge, violated, type Asked, type JudgedPart } from "./judged-part";

/** More of a state or of a bar's label than this hides the rest. */
const MOST_SHOWN = 80;

/** A state as the operations spell it: a text of the store in quotes, a register's value as it is. */
function shown({ name }: History, state: string): string {
  return shorten(name === "key-value" ? JSON.stringify(state) : state, MOST_SHOWN);
}

function bars(history: History, { operations, verdict, order, states }: JudgedPart, part: number): PageOperation[] {
  const places = new Map(order.map((each, i) => [each, i]));
  const [smallest, stuck] = verdict.kind === "not" ? [verdict.smallest, verdict.stuck] : [[], []];
  return operations.map((each) => {
    const { client, input, output, invokedAt: from, returnedAt: to } = each;
    const place = places.get(each);
    return {
      client,
      part,
      text: history.model.tell(input, output),
      label: shorten(labelOf(history, each), MOST_SHOWN),
      from,
      to: to ?? null,
      ...timeOf(history, each),
      place: place === undefined ? null : place + 1,
      ...(place === undefined ? {} : { after: shown(history, states[place]) }),
      isSmallest: smallest.includes(each),
      isStuck: stuck.includes(each),
    };
  });
}

/** In a lane of one key its name would only take room. */
function labelOf({ name, model }: History, { input, output }: Asked): string {
  if (name !== "key-value") return model.tell(input, output);
  const { op, value } = input as KeyValueInput;
  if (op !== "get") return `${op} ${JSON.stringify(value)}`;
  return `get → ${output === undefined ? "?" : JSON.stringify(output)}`;
}

function timeOf({ timesUs }: History, { invokedAt, returnedAt }: Asked): Pick<PageOperation, "time"> {
  const fromUs = timesUs.get(invokedAt);
  const toUs = returnedAt === undefined ? undefined : timesUs.get(returnedAt);
  if (fromUs === undefined) return {};
  return { time: toUs === undefined ? `from ${secondsOf(fromUs)}` : `${secondsOf(fromUs)} to ${secondsOf(toUs)}` };
}

/** `a`, `a and b`, `a, b and c`. */
function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

type Said = Pick<HistoryReport, "verdict" | "headline" | "sentences" | "stop">;

function saidOfViolation(history: History, bad: readonly JudgedPart[], parts: readonly JudgedPart[]): Said {
  const [told] = bad;
  const { name, operations, order, states, anomaly } = told;
  const others = parts.filter((part) => part !== told && bad.includes(part)).map((part) => part.name);
  const holds = shown(history, states.at(-1) ?? history.model.initial);
  return {
    verdict: "not",
    headline: `Not linearizable: no order of the operations on ${name} explains what the clients saw.`,
    sentences: [
      ...(anomaly === undefined ? [] : [anomaly]),
      ...(others.length === 0 ? [] : [`There is none for ${list(others)} either.`]),
    ],
    stop:
      `The longest order takes ${order.length} of the ${operations.length} operations on ${name}. ` +
      `Then it holds ${holds}, and none of those that could come next fits.`,
  };
}

function saidOf(history: History, parts: readonly JudgedPart[]): Said {
  const bad = violated(parts);
  if (bad.length > 0) return saidOfViolation(history, bad, parts);
  const open = parts.find(({ verdict }) => verdict.kind === "unknown");
  if (open?.verdict.kind === "unknown") {
    return {
      verdict: "unknown",
      headline: `Unknown: ${open.verdict.why}, on ${open.name}.`,
      sentences: ["A larger --budget searches longer. This is neither right nor wrong: don't count it as passed."],
    };
  }
  return {
    verdict: "linearizable",
    headline:
      "Linearizable: one order of the operations, each between its invocation and its return, explains all answers.",
    sentences: [],
  };
}

/** Judges a history without problems, and says all that there is to say. `file` as it was named. */
export function judgedHistory(file: string, history: History, budget: Budget): HistoryReport {
  const parts = judge(history, budget);
  const operations = parts.flatMap((part, i) => bars(history, part, i)).sort((a, b) => a.from - b.from);
  const said = saidOf(history, parts);
  const [told] =
    said.verdict === "not" ? violated(parts) : parts.filter(({ verdict }) => verdict.kind === said.verdict);
  return {
    file,
    model: history.name,
    ...said,
    data: {
      clock: history.clock,
      parts: parts.map(({ name, verdict, operations: { length } }) => ({
        name,
        verdict: verdict.kind,
        operations: length,
      })),
      first: parts.indexOf(told),
      operations,
    },
  };
}

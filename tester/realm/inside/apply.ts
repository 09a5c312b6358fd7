import { isInteger, stringify } from "./builtins";
import { toJson } from "./json";
import { emit } from "./outbox";
import { misuse, show } from "./thrown";

function checkIndex(name: string, index: unknown): void {
  if (isInteger(index) && (index as number) >= 1) return;
  throw misuse(`applyCh.send: ${name} must be an integer from 1 on, but is ${show(index)}`);
}

function snapshotJson(snapshot: unknown, index: unknown, term: unknown): string {
  if (typeof snapshot !== "string") throw misuse(`applyCh.send: snapshot must be a string, but is ${show(snapshot)}`);
  checkIndex("snapshotIndex", index);
  if (!isInteger(term) || (term as number) < 0) {
    throw misuse(`applyCh.send: snapshotTerm must be an integer from 0 on, but is ${show(term)}`);
  }
  return '{"snapshot":' + stringify(snapshot) + ',"snapshotIndex":' + index + ',"snapshotTerm":' + term + "}";
}

/** Raft hands an ApplyMsg up: an effect, with exactly the fields of the interface. */
export function onApply(msg: unknown): void {
  if (typeof msg !== "object" || msg === null) {
    throw misuse(`applyCh.send needs an ApplyMsg, but got ${show(msg)}`);
  }
  const { index, command, snapshot, snapshotIndex, snapshotTerm } = msg as Record<string, unknown>;
  if (snapshot !== undefined) {
    emit("apply\t" + snapshotJson(snapshot, snapshotIndex, snapshotTerm));
    return;
  }
  checkIndex("index", index);
  const json = toJson(command, `command handed to applyCh.send at index ${index as number}`, "command");
  emit('apply\t{"index":' + (index as number) + ',"command":' + json + "}");
}

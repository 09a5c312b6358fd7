import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { unitSchema, type Unit } from "./result";

/** What a unit is a function of. */
export type UnitKey = Pick<Unit, "submission" | "submissionHash" | "groundHash"> & { lab: string };

function textOf({ submission, submissionHash, groundHash, lab }: UnitKey): string {
  return JSON.stringify([submission, lab, submissionHash, groundHash]);
}

/**
 * What has been graded so far, a line of JSON a lab part, written when it is done and never changed. A grader that was
 * killed in the middle of a line has not written it: the line goes. Of two lines of one part the later counts.
 */
export class Journal {
  private readonly units = new Map<string, Unit>();

  /** @throws Error that names the line which can't be read */
  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) this.read();
  }

  get size(): number {
    return this.units.size;
  }

  get(key: UnitKey): Unit | undefined {
    return this.units.get(textOf(key));
  }

  /** @returns the unit as it will be read again: with its fields in the schema's order */
  add(unit: Unit): Unit {
    const line = JSON.stringify(unit);
    appendFileSync(this.file, `${line}\n`);
    const kept = unitSchema.parse(JSON.parse(line));
    this.enter(kept);
    return kept;
  }

  /** In the order in which they were first written. */
  all(): Unit[] {
    return [...this.units.values()];
  }

  private enter(unit: Unit): void {
    this.units.set(textOf({ ...unit, lab: unit.result.lab }), unit);
  }

  private read(): void {
    const bytes = readFileSync(this.file);
    const end = bytes.lastIndexOf("\n") + 1;
    if (end < bytes.length) truncateSync(this.file, end);
    const lines = bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
    for (const [i, line] of lines.entries()) this.enter(unitAt(line, `${this.file}, line ${i + 1}`));
  }
}

function unitAt(line: string, place: string): Unit {
  try {
    return unitSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`${place} is no graded unit: mend or remove that line, or grade into another folder`);
  }
}

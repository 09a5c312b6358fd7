import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Another grader is at work in the same folder: two of them would do everything twice. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/** Held while a folder of grades is written. One whose holder is gone, killed for example, is taken over. */
export class Lock {
  /** @throws LockedError naming the holder */
  constructor(private readonly file: string) {
    const holder = this.holder();
    if (holder !== undefined && isAlive(holder)) {
      throw new LockedError(`process ${holder} is grading into this folder: wait for it, or end it`);
    }
    rmSync(file, { force: true });
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private holder(): number | undefined {
    try {
      return Number(readFileSync(this.file, "utf8"));
    } catch {
      return undefined;
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

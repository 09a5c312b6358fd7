import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { raftlab } from "./command";

const scratch = mkdtempSync(join(tmpdir(), "jplag-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const group = join(scratch, "group");
function handIn(path: string, text: string): void {
  mkdirSync(join(group, path, ".."), { recursive: true });
  writeFileSync(join(group, path), text);
}

test("one folder a submission in the root folder, the starter as base code, and the command line", async () => {
  handIn("anna/raft.ts", "anna's");
  handIn("anna/notes.md", "not code");
  handIn("ben/starter/raft.ts", "ben's");
  handIn("ben/tester/cli.ts", "the handout's");
  handIn("cleo/empty.txt", "");
  handIn("list.csv", "a file is no submission");
  const secret = join(scratch, "secret");
  mkdirSync(secret);
  writeFileSync(join(secret, "raft.ts"), "another's");
  symlinkSync(secret, join(group, "dora"), "junction");

  const out = join(scratch, "out");
  const { stdout, stderr, code } = await raftlab(["jplag-export", group, out]);
  expect(code).toBe(0);
  expect(readdirSync(join(out, "submissions"), { recursive: true }).sort()).toEqual(
    ["anna", join("anna", "raft.ts"), "ben", join("ben", "raft.ts")].sort(),
  );
  expect(readFileSync(join(out, "submissions/ben/raft.ts"), "utf8")).toBe("ben's");
  expect(readdirSync(join(out, "base-code")).sort()).toEqual(["client.ts", "raft.ts", "server.ts"]);
  expect(readFileSync(join(out, "base-code/raft.ts"), "utf8")).toBe(
    readFileSync(join(kitRoot(), "starter/raft.ts"), "utf8"),
  );
  expect(stderr).toBe("Left out: cleo: There is no raft.ts, server.ts or client.ts in it.\n");
  expect(stdout).toContain(
    `java -jar jplag.jar -l typescript -bc ${join(out, "base-code")} -r ${join(out, "result")} --mode run ${join(out, "submissions")}\n`,
  );

  expect(await raftlab(["jplag-export", group, out])).toMatchObject({
    stderr: expect.stringContaining("is not empty"),
    code: 1,
  });
});

test("with fewer than two submissions there is nothing to compare, and nothing is written", async () => {
  const out = join(scratch, "none");
  expect(await raftlab(["jplag-export", join(scratch, "secret"), out])).toMatchObject({
    stdout: "",
    stderr: expect.stringContaining("nothing to compare"),
    code: 1,
  });
  expect(readdirSync(scratch)).not.toContain("none");
  expect(await raftlab(["jplag-export", "nowhere", out])).toMatchObject({
    stderr: expect.stringContaining("There is no folder nowhere"),
  });
});

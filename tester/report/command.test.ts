import { replayCommand } from "./command";

test.each([
  ["starter", "npx --no-install raftlab replay 2a/x/7"],
  ["../other/raft", "npx --no-install raftlab replay 2a/x/7 --impl ../other/raft"],
  ["C:\\my labs", 'npx --no-install raftlab replay 2a/x/7 --impl "C:\\my labs"'],
])("the command for %s works in any shell", (impl, command) => {
  expect(replayCommand("2a/x/7", impl)).toBe(command);
});

test("edits stand as they are", () => {
  expect(replayCommand("2a/x/7+c12.p3", "starter")).toBe("npx --no-install raftlab replay 2a/x/7+c12.p3");
});

import { runtimeManifests } from "./runtime-lock";

const LOCK = {
  lockfileVersion: 3,
  packages: {
    "node_modules/a": { version: "1.0.0", dependencies: { b: "^1.0.0" }, optionalDependencies: { c: "1.0.0" } },
    "node_modules/a/node_modules/b": { version: "1.1.0", dependencies: { c: "^1.0.0" } },
    "node_modules/b": { version: "2.0.0" },
    "node_modules/c": { version: "1.0.0", dependencies: { a: "^1.0.0" } },
    "node_modules/z": { version: "9.0.0" },
  },
};

test("what is needed is kept, each package as the one that needs it finds it, and nothing else", () => {
  const { manifest, lock } = runtimeManifests("raftlab", "0.1.0", ["a"], LOCK);
  expect(manifest).toEqual({ name: "raftlab", version: "0.1.0", private: true, dependencies: { a: "1.0.0" } });
  expect(Object.keys(lock.packages)).toEqual(["", "node_modules/a", "node_modules/a/node_modules/b", "node_modules/c"]);
});

test("a package that the lock doesn't have is named", () => {
  expect(() => runtimeManifests("raftlab", "0.1.0", ["x"], LOCK)).toThrow("package-lock.json has no package x");
});

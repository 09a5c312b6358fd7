/** What of a package-lock.json a part of the packages needs. */

/** Of npm's lock file, version 3, what is read here. */
export interface LockFile {
  lockfileVersion: number;
  packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  version?: string;
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}

/** The two files that `npm ci` reads. */
export interface RuntimeManifests {
  manifest: { name: string; version: string; private: true; dependencies: Record<string, string> };
  lock: LockFile;
}

/**
 * The manifest of a package that has these dependencies, and the part of the lock that belongs to them, versions and
 * hashes as they were.
 * @throws Error if the lock doesn't have one of them
 */
export function runtimeManifests(
  name: string,
  version: string,
  packages: readonly string[],
  lock: LockFile,
): RuntimeManifests {
  const kept = new Map<string, LockedPackage>();
  for (const each of packages) keep(each, "", lock, kept);
  const dependencies = Object.fromEntries(packages.map((each) => [each, kept.get(`node_modules/${each}`)!.version!]));
  const manifest = { name, version, private: true as const, dependencies };
  const sorted = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  const { lockfileVersion } = lock;
  return {
    manifest,
    lock: { lockfileVersion, packages: { "": { version, dependencies }, ...Object.fromEntries(sorted) } },
  };
}

/** A package, as the one at `from` finds it, and all that it needs. */
function keep(name: string, from: string, lock: LockFile, kept: Map<string, LockedPackage>): void {
  const path = pathOf(name, from, lock);
  if (path === undefined) throw new Error(`package-lock.json has no package ${name}`);
  if (kept.has(path)) return;
  const found = lock.packages[path];
  kept.set(path, found);
  for (const each of Object.keys({ ...found.dependencies, ...found.optionalDependencies }))
    keep(each, path, lock, kept);
}

/** As Node looks for it: in the package's own node_modules, then in those above. */
function pathOf(name: string, from: string, lock: LockFile): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (lock.packages[path] !== undefined) return path;
    if (folder === "") return undefined;
  }
}

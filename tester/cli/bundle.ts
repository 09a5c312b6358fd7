import { kitRoot } from "../realm/kit-root";
import { gradescopeBundle } from "../grade/gradescope-bundle";
import { EXIT } from "../run/outcome";
import { visibilityFrom, writeWhole } from "./formats";
import { planFrom, secondsFrom, type PlanOptions } from "./grade";
import { UsageError } from "./usage";

/** Options of `raftlab bundle`, as typed. */
export interface BundleOptions extends PlanOptions {
  hiddenTests: string;
  timeout: string;
}

/** `raftlab bundle gradescope OUT.zip`. @returns the exit code */
export function bundle(platform: string, zip: string, options: BundleOptions): number {
  if (platform !== "gradescope") throw new UsageError(`There is no bundle for "${platform}"; there is gradescope.`);
  const salt = options.salt ?? process.env.RAFTLAB_SALT;
  const args = argsFrom(options, salt);
  const bytes = gradescopeBundle(kitRoot(), { args, salt, nodeVersion: process.versions.node });
  writeWhole(zip, bytes);
  const labs = planFrom(options).labs.map(({ lab }) => lab);
  process.stdout.write(
    `${zip}: ${Math.round(bytes.length / 1_024)} kB, labs ${labs.join(", ")}${salt === undefined ? "" : ", with hidden seeds"}.\n`,
  );
  return EXIT.pass;
}

/** What the bundle's `raftlab grade-one` is told; what makes no sense is said here, and not on the platform. */
function argsFrom({ labs, seeds, credit, hiddenTests, timeout }: BundleOptions, salt: string | undefined): string[] {
  const visibility = visibilityFrom(hiddenTests);
  const plan = [
    "--credit",
    credit,
    ...(labs === undefined ? [] : ["--labs", labs]),
    ...(seeds === undefined ? [] : ["--seeds", seeds]),
  ];
  // Half a core is there, and 768 MB for parent and child together.
  const means = ["--jobs", "1", "--memory", "512", "--timeout", String(secondsFrom(timeout))];
  if (salt === undefined) return [...plan, ...means];
  // A lab that isn't run would tell how hidden seeds of another went.
  const hidden = visibility === "visible" ? [] : ["--run-all"];
  return [...plan, ...means, "--salt-file", "-", "--hidden-tests", visibility, ...hidden];
}

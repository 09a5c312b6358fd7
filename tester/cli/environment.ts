/** jest's environment of the labs' suites: once a submission turns out to have type errors, further tests are skipped. */
import type { Circus } from "@jest/types";
import { TestEnvironment } from "jest-environment-node";
import { SKIP_REST } from "./channel";

export default class LabEnvironment extends TestEnvironment {
  readonly handleTestEvent = (event: Circus.Event): void => {
    if (event.name !== "test_start") return;
    const { global } = this as unknown as { global: { [key: symbol]: unknown } };
    if (global[Symbol.for(SKIP_REST)] === true) event.test.mode = "skip";
  };
}

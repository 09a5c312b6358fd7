/** An error of the kit's own, or of the machine: there is no verdict, and the exit code is 3. */
export class KitFault extends Error {
  override readonly name = "KitFault";
}

/** The run was given up, as somebody asked for that (Ctrl-C), or its result no longer counts. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";

  constructor() {
    super("the run was given up");
  }
}

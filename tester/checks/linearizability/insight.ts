/**
 * What a model knows of its operations beyond one step, so that a search sees a dead end from afar and a violation can
 * be told with few operations. All of it may be left out: the verdicts are the same then, and only later.
 */
export interface Insight<Input, Output, State extends string | number> {
  /** Whether an operation that answers so changes nothing, in no state whatsoever in which that is right: a get. */
  observes(input: Input, output: Output | undefined): boolean;
  /**
   * False only where no operations whatsoever lead from `state` to one in which an observer answers `output`, but for
   * those that {@link reopens} names.
   */
  canReach(state: State, input: Input, output: Output): boolean;
  /** Whether `write` may make the observer's answer reachable where it was not. */
  reopens(write: Input, input: Input, output: Output): boolean;
  /** Whether the operation is right in any state, whatever it answers: a put, an append. */
  isAlwaysRight(input: Input): boolean;
  /** Whether besides it leaves the same state whatever was before it: a put. */
  forgets(input: Input): boolean;
  /**
   * False only where `write` can be taken out of every right order without making this answer wrong. So a history from
   * which such writes were taken is right if the whole is, and what is wrong with it is wrong with the whole.
   */
  mayMatter(write: Input, input: Input, output: Output | undefined): boolean;
}

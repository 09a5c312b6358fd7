/** For tests: the checker's slow, obvious twin, and what an order must be to explain a history. */
import type { Model } from "./model";
import type { Operation } from "./operation";

/** Whether an order explains the operations, all parts together: tries every order that time allows, one by one. */
export function isLinearizable<Input, Output, State extends string | number>(
  model: Model<Input, Output, State>,
  operations: readonly Operation<Input, Output>[],
): boolean {
  const parts = new Set(operations.map(({ input }) => model.partOf(input)));
  return [...parts].every((part) =>
    hasOrder(
      model,
      model.initial,
      operations.filter(({ input }) => model.partOf(input) === part),
    ),
  );
}

function hasOrder<Input, Output, State extends string | number>(
  model: Model<Input, Output, State>,
  state: State,
  left: readonly Operation<Input, Output>[],
): boolean {
  if (left.every(({ returnedAt }) => returnedAt === undefined)) return true;
  return left.some((next) => {
    const others = left.filter((each) => each !== next);
    if (others.some(({ returnedAt }) => returnedAt !== undefined && returnedAt < next.invokedAt)) return false;
    const after = model.step(state, next.input, next.output);
    return after !== undefined && hasOrder(model, after, others);
  });
}

/** Whether this order explains its operations, as far as it goes: each answer right, none before one that had returned. */
export function isRightOrder<Input, Output, State extends string | number>(
  model: Model<Input, Output, State>,
  order: readonly Operation<Input, Output>[],
): boolean {
  let state: State | undefined = model.initial;
  for (const [i, { input, output, invokedAt }] of order.entries()) {
    if (state === undefined) return false;
    const isTooEarly = order.slice(i + 1).some(({ returnedAt }) => returnedAt !== undefined && returnedAt < invokedAt);
    if (isTooEarly) return false;
    state = model.step(state, input, output);
  }
  return state !== undefined;
}

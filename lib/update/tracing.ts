let depth = 0;

/**
 * Whether a compiled function is being recorded at this moment.
 *
 * Code that has a special way on the native backend takes the plain way of TensorFlow.js then, so that what it does is in the record.
 */
export function isTracing(): boolean {
  return depth > 0;
}

/** Runs a function while `isTracing` is true. */
export function whileTracing<Result>(run: () => Result): Result {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

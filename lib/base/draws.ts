import {replaceMethods} from './replace-methods.ts';

type Listener = (number: number) => void;

/** Those who hear of every number that `Math.random` gives at the moment. */
const listeners: Listener[] = [];
/** Where numbers come from in place of chance, the innermost last. */
const sources: (() => number | undefined)[] = [];
let undo: (() => void) | null = null;

function attached<Result>(run: () => Result): Result {
  if (undo !== null) return run();
  const random = Math.random.bind(Math);
  undo = replaceMethods(Math, {
    random: () => {
      const number = sources.at(-1)?.() ?? random();
      for (const listen of listeners) listen(number);
      return number;
    },
  });
  try {
    return run();
  } finally {
    undo();
    undo = null;
  }
}

/**
 * Runs a function and hears of every number of `Math.random` meanwhile, also of those that `withDraws` gives.
 *
 * TensorFlow.js takes the seeds of its random tensors from there.
 *
 * @param run synchronous
 */
export function listenToDraws<Result>(listener: Listener, run: () => Result): Result {
  listeners.push(listener);
  try {
    return attached(run);
  } finally {
    listeners.splice(listeners.lastIndexOf(listener), 1);
  }
}

/**
 * Runs a function in which `Math.random` gives some numbers first, then new ones.
 *
 * @param run synchronous
 */
export function withDraws<Result>(numbers: readonly number[], run: () => Result): Result {
  let next = 0;
  const source = (): number | undefined => numbers[next++];
  sources.push(source);
  try {
    return attached(run);
  } finally {
    sources.splice(sources.lastIndexOf(source), 1);
  }
}

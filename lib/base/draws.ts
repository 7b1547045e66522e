import {replaceMethods} from './replace-methods.ts';

type Listener = (number: number) => void;

/** Those who hear of every number that `Math.random` gives at the moment. */
const listeners: Listener[] = [];
/** Where numbers come from in place of chance, the innermost last. */
const sources: (() => number | undefined)[] = [];
/** What stands in the place of `Math.random` meanwhile. */
let attachedRandom: (() => number) | null = null;

function attached<Result>(run: () => Result): Result {
  // Work in between may have put a source of its own in its place, on which it has to go again.
  // eslint-disable-next-line typescript/unbound-method -- it is compared, not called
  if (attachedRandom !== null && Math.random === attachedRandom) return run();
  const [random, outer] = [Math.random.bind(Math), attachedRandom];
  attachedRandom = () => {
    const number = sources.at(-1)?.() ?? random();
    for (const listen of listeners) listen(number);
    return number;
  };
  const undo = replaceMethods(Math, {random: attachedRandom});
  try {
    return run();
  } finally {
    undo();
    attachedRandom = outer;
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

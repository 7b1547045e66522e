import * as tf from '@tensorflow/tfjs';
import {listenToDraws, withDraws} from '../base/draws.ts';
import {engine} from '../base/engine.ts';

/** What the first evaluation of a step has drawn from `Math.random`, and the variables that it has moved. */
interface First {
  readonly drawn: readonly number[];
  readonly moved: readonly tf.Variable[];
}

function first<Result>(f: () => Result): {result: Result; first: First} {
  const drawn: number[] = [];
  const before = Object.values(tf.engine().registeredVariables).map((variable) => [variable, variable.dataId] as const);
  const result = listenToDraws((number) => drawn.push(number), f);
  const moved = before.flatMap(([variable, dataId]) => (variable.dataId === dataId ? [] : [variable]));
  return {result, first: {drawn, moved}};
}

/** Runs a function whose result alone outlives it: what it keeps by tf.keep does not. */
function withoutKept<Result extends tf.Tensor>(f: () => Result): Result {
  tf.engine().startScope('evaluateAgain');
  let result: Result | undefined;
  try {
    result = f();
    // What the tape saves for the way back was made in the scopes of single operations, and is not among these.
    for (const tensor of engine().state.activeScope!.track) tensor.kept = false;
    return result;
  } finally {
    tf.engine().endScope(result);
  }
}

function again<Result extends tf.Tensor>(f: () => Result, {drawn, moved}: First): Result {
  const held = moved.flatMap((variable) =>
    variable.isDisposed ? [] : [{variable, value: tf.keep(tf.clone(variable))}],
  );
  try {
    return withoutKept(() => withDraws(drawn, f));
  } finally {
    for (const {variable, value} of held) {
      if (!variable.isDisposed) variable.assign(value);
      value.dispose();
    }
  }
}

/** A loss that may be evaluated several times with one effect. */
export interface EvaluatedAgain<Result extends tf.Tensor> {
  (): Result;
  /** Whether the first evaluation drew no random number and moved no variable: then the loss has no effect at all. */
  isPure(): boolean;
}

/**
 * Makes of the loss of one step a loss that may be evaluated several times in it, as sharpness-aware minimisation, look-ahead and line
 * searches do, with one effect.
 *
 * Later evaluations draw what the first one drew, so that dropout and noise are the same; variables that the first one moved, such as
 * the statistics of batch normalisation, stay where it left them; and what an evaluation keeps by `tf.keep`, such as the metrics of
 * `model.fit`, goes. An optimizer that does so calls `expectEvaluations` when it is made.
 *
 * @param f the loss that `minimize` was given, for this step alone
 * @returns it, to be called in place of it
 * @example
 * minimize(f, returnCost, variables) {
 *   const loss = evaluateAgain(f);
 *   const {value, grads} = tf.variableGrads(loss, variables);
 *   // move the variables, then once more
 *   const ahead = tf.variableGrads(loss, variables).grads;
 * }
 */
export function evaluateAgain<Result extends tf.Tensor>(f: () => Result): EvaluatedAgain<Result> {
  let known: First | null = null;
  const evaluate = (): Result => {
    if (known !== null) return again(f, known);
    const evaluated = first(f);
    known = evaluated.first;
    return evaluated.result;
  };
  const isPure = (): boolean => known !== null && known.drawn.length === 0 && known.moved.length === 0;
  return Object.assign(evaluate, {isPure});
}

/** What TensorFlow.js makes of a model to train it: loss and metrics of a batch. TypeScript keeps it for its subclasses. */
interface Trainable {
  readonly metricsNames: readonly string[];
  makeTrainFunction(): (data: tf.Tensor[]) => tf.Tensor[];
}

let isExpected = false;

/**
 * Prepares the models of TensorFlow.js for losses that are evaluated several times in a step; to be called by the constructor of an
 * optimizer that does so. Calling it again changes nothing.
 *
 * Each evaluation adds its metrics to what a step gives; `fit`, `fitDataset` and `trainOnBatch` get those of the first one alone.
 */
export function expectEvaluations(): void {
  if (isExpected) return;
  isExpected = true;
  // Protected: no other type shows it.
  const model = tf.LayersModel.prototype as unknown as Trainable;
  // eslint-disable-next-line typescript/unbound-method -- it is called with the model below
  const {makeTrainFunction} = model;
  model.makeTrainFunction = function (this: Trainable) {
    const train = makeTrainFunction.call(this);
    return (data) => {
      const outputs = train(data);
      const first = outputs.slice(0, this.metricsNames.length);
      // The loss of each of several outputs is that of the first evaluation every time.
      for (const output of outputs.slice(first.length)) if (!first.includes(output)) output.dispose();
      return first;
    };
  };
}

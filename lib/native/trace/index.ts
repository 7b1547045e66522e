/**
 * Tracing: a function is called once, operation by operation, and what it does to TensorFlow is written down as a graph of values.
 *
 * The backend and its binding are watched meanwhile; updates of optimizers are carried out so that their numbers can be fed and
 * nothing changes in place. Two traces are compared before anybody believes that a call does what the one before did.
 */
export {pendingLines, traceDifference, wantedSources} from './compare.ts';
export {settleLines} from './random-values.ts';
export {formOf, nextNumbers, type NumberOf} from './recorded-updates.ts';
export {Surroundings} from './surroundings.ts';
export {type Trace, traceCall} from './trace.ts';
export {type Signature, signatureOf, type Tree} from './tree.ts';
export {giveValue, isPlainEntry} from './variable-data.ts';

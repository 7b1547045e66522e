/** A layer of a benchmarked network; convolutions pad to 'same', pools halve, all but the last layer with weights have a ReLU. */
export type Layer =
  | {readonly kind: 'dense'; readonly units: number}
  | {readonly kind: 'convolution'; readonly filters: number; readonly size: number}
  | {readonly kind: 'pool'}
  | {readonly kind: 'flatten'};

/** A network in words that every framework builds from. */
export interface Network {
  /** The shape of an example. */
  readonly input: readonly number[];
  readonly layers: readonly Layer[];
}

/** The update rules that TensorFlow.js has too. */
export type RuleName = 'sgd' | 'momentum' | 'nesterov' | 'adagrad' | 'adadelta' | 'rmsprop' | 'adam';

/** What a worker is asked to do over and over; the workers of all frameworks get the same words. */
export type Task =
  /** One update of variables of these shapes, by any rule of the catalogue or an own one, with gradients that are there already. */
  | {readonly kind: 'update'; readonly rule: string; readonly shapes: readonly (readonly number[])[]}
  /** One training step on a batch, with the loss read; `together`: steps of a call where the worker takes several at once. */
  | {
      readonly kind: 'step';
      readonly network: Network;
      readonly batch: number;
      readonly rule: RuleName;
      readonly together: number;
    }
  /** An epoch of the framework's own training loop over batches that are in memory. */
  | {readonly kind: 'fit'; readonly network: Network; readonly batch: number; readonly batches: number}
  /** The gradient, or the product of the Hessian with a vector, on a batch. */
  | {readonly kind: 'gradient' | 'hessian'; readonly network: Network; readonly batch: number}
  /** The mean loss over examples, chunk by chunk. */
  | {readonly kind: 'evaluate'; readonly network: Network; readonly examples: number; readonly chunk: number};

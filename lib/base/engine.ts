import * as tf from '@tensorflow/tfjs';

/** The derivatives of a kernel's inputs, by name; null for an input on which the output depends by steps only, or not at all. */
export type Derivatives = Readonly<Record<string, (() => tf.Tensor) | null>>;

/** How a node behaves when gradients flow back through it. */
export type NodeKind = 'function' | 'alias' | 'constant';

/** One operation on the tape. */
export interface TapeNode {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, tf.Tensor | null | undefined>>;
  readonly outputs: readonly tf.Tensor[];
  /** Clones that live until the tape is released. */
  readonly saved: readonly tf.Tensor[];
  /** What TensorFlow.js itself calls, where a scope ends before its tape does. */
  readonly gradient?: (dys: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;
  /** Absent on nodes that were recorded outside a scope. */
  readonly kind?: NodeKind;
  /** The derivatives of the inputs; absent where the operation has no gradient. */
  readonly derivatives?: ((dys: (tf.Tensor | null)[]) => Derivatives) | null;
}

/** Function with which TensorFlow.js differentiates a kernel or a custom gradient. */
export type Backward = (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[], attributes: tf.NamedAttrMap) => Derivatives;

/** The parts of TensorFlow.js's engine that are replaced or called here. */
export interface Engine {
  readonly state: {
    activeTape: TapeNode[] | null;
    readonly activeScope: {readonly name: string; readonly track: readonly tf.Tensor[]} | null;
    readonly scopeStack: readonly {readonly name: string}[];
    gradientDepth: number;
    kernelDepth: number;
    nextTapeNodeId: number;
  };
  isTapeOn(): boolean;
  tidy<Result>(name: string, work: () => Result): Result;
  keep<T extends tf.Tensor>(tensor: T): T;
  clone(x: tf.Tensor): tf.Tensor;
  runKernel(kernelName: string, inputs: Record<string, unknown>, attributes?: tf.NamedAttrMap): tf.Tensor | tf.Tensor[];
  getTensorsForGradient(kernelName: string, inputs: Record<string, tf.Tensor>, outputs: tf.Tensor[]): tf.Tensor[];
  addTapeNode(
    kernelName: string,
    inputs: Record<string, tf.Tensor>,
    outputs: tf.Tensor[],
    backward: Backward | null,
    saved: tf.Tensor[],
    attributes: tf.NamedAttrMap,
  ): void;
  gradients(
    f: () => tf.Tensor,
    xs: tf.Tensor[],
    dy?: tf.Tensor | null,
    allowNoGradients?: boolean,
  ): {value: tf.Tensor; grads: (tf.Tensor | null)[]};
  customGrad(forward: Forward): (...inputs: tf.Tensor[]) => tf.Tensor;
  runKernelFunc(call: CustomFunction | {readonly kernelName: string}): tf.Tensor | tf.Tensor[];
}

/** The function that `tf.customGrad` takes. */
export type Forward = (...inputs: unknown[]) => {value: tf.Tensor};

/** One call of a function with a gradient of its own. */
export interface CustomFunction {
  readonly forwardFunc: (backend: null, save: (tensors: tf.Tensor[]) => void) => tf.Tensor;
  readonly backwardsFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => Derivatives;
  readonly inputs: Record<string, tf.Tensor>;
}

/**
 * The engine of TensorFlow.js, which all its copies in a process share, with its private parts: its class keeps them to itself, and
 * gives them other types where scopes of second-order gradients record more.
 */
export const engine = (): Engine => tf.engine() as unknown as Engine;

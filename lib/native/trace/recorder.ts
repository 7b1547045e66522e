import * as tf from '@tensorflow/tfjs';
import {randomValues} from './random-values.ts';
import {
  type Attribute,
  type Binding,
  type NativeBackend,
  type NativeTensor,
  nativeTypes,
  type Values,
} from '../binding.ts';
import {
  constantNode,
  type Feed,
  placeholderNode,
  randomSource,
  type Source,
  type TraceNode,
  typeOf,
  type ValueType,
} from '../graph/index.ts';
import {UntraceableError} from '../../update/index.ts';

/** What the recorder asks about data that it has not seen made: is it an argument, a variable, or captured? */
export type Classify = (dataId: object) => Feed;

/**
 * Watches the native backend at work and writes down each operation.
 *
 * Native ids are never used twice, so that an id stands for one value of the graph.
 */
export class Recorder {
  readonly #backend: NativeBackend;
  readonly #binding: Binding;
  readonly #classify: Classify;
  readonly #sources = new Map<number, Source>();
  readonly #made = new WeakSet<object>();
  readonly #live = new WeakMap<object, Feed>();
  readonly #random = new WeakMap<object, Source>();
  readonly #drawn = new Map<string, Source>();
  readonly #feeds = new WeakMap<object, Source>();
  readonly #lastUse = new Map<number, TraceNode>();
  readonly #fed: number[] = [];
  #seed: number | null = null;
  #feed: Feed | null = null;
  #isReading = false;
  #refusal: UntraceableError | null = null;

  constructor(backend: NativeBackend, classify: Classify) {
    this.#backend = backend;
    this.#binding = backend.binding;
    this.#classify = classify;
  }

  /** The first thing that cannot be recorded; a function may have swallowed the error. */
  get refusal(): UntraceableError | null {
    return this.#refusal;
  }

  /** Throws, and remembers, why the function cannot become a graph. */
  refuse(reason: string): never {
    this.#refusal ??= new UntraceableError(reason);
    throw this.#refusal;
  }

  /** Makes a tensor whose value is fed at each call. */
  feed(feed: Feed, make: () => tf.Scalar): tf.Scalar {
    this.#feed = feed;
    try {
      return make();
    } finally {
      this.#feed = null;
    }
  }

  /** The native id of numbers of an update that are fed at each call, as one tensor; it lives until `dispose`. */
  fedNumbers(update: number, names: readonly (string | number)[], numbers: Float32Array): number {
    const type = {shape: [numbers.length], dtype: nativeTypes.float32};
    const id = this.#binding.createTensor(type.shape, type.dtype, numbers);
    this.#sources.set(id, {node: placeholderNode({kind: 'numbers', update, names}, type), output: 0});
    this.#fed.push(id);
    return id;
  }

  /** Frees what the recording itself has made. */
  dispose(): void {
    for (const id of this.#fed.splice(0)) this.#binding.deleteTensor(id);
  }

  /** JavaScript has drawn a number, which may be the seed of the values that it hands over next. */
  drew(number: number): void {
    this.#seed = number;
  }

  /** The backend receives values from JavaScript. */
  wrote(dataId: object, values: Values, shape: readonly number[]): void {
    this.#made.add(dataId);
    const seed = this.#seed;
    this.#seed = null;
    if (seed !== null && values instanceof Float32Array && values.length > 0) {
      const {activeScope} = tf.engine().state as {activeScope?: {name: string}};
      const random = randomValues(values, seed, activeScope?.name.replace(/__op$/, '') ?? '');
      // The same seed again is the same draw, as where a loss is evaluated twice in a step.
      const key = `${random?.operation} ${seed} [${shape.join()}]`;
      const source = this.#drawn.get(key) ?? (random && randomSource(this.#binding, random, shape));
      if (source !== null) {
        this.#drawn.set(key, source);
        this.#random.set(dataId, source);
      }
    }
    if (this.#feed !== null) this.#live.set(dataId, this.#feed);
  }

  /** The value that data stands for. */
  sourceOf(dataId: object): Source {
    const entry = this.#backend.tensorMap.get(dataId);
    if (entry === undefined) throw new Error('internal: recorded data has been disposed of');
    const isConstant = entry.values !== null && this.#isConstant(dataId);
    if (isConstant) {
      // Through the wrapper, which writes the constant down.
      entry.id = this.#backend.binding.createTensor(entry.shape, entry.dtype, entry.values!);
      entry.values = null;
    } else if (entry.values !== null) {
      entry.id = this.#binding.createTensor(entry.shape, entry.dtype, entry.values);
      entry.values = null;
    }
    const known = this.#sources.get(entry.id);
    if (known !== undefined) return known;
    const random = this.#random.get(dataId);
    if (random !== undefined) {
      this.#sources.set(entry.id, random);
      return random;
    }
    const feed = this.#live.get(dataId) ?? this.#classify(dataId);
    const source = {node: placeholderNode(feed, {shape: entry.shape, dtype: entry.dtype}), output: 0};
    this.#feeds.set(dataId, source);
    this.#sources.set(entry.id, source);
    return source;
  }

  /** Whether data holds what it held before the recording. */
  isUntouched(dataId: object): boolean {
    const entry = this.#backend.tensorMap.get(dataId);
    if (entry === undefined) return false;
    const known = this.#sources.get(entry.id);
    return known === undefined || known === this.#feeds.get(dataId);
  }

  /** Runs what may read data because nothing of it gets into the result. */
  whileReading<Result>(run: () => Result): Result {
    const previous = this.#isReading;
    this.#isReading = true;
    try {
      return run();
    } finally {
      this.#isReading = previous;
    }
  }

  /** Whether the values of data may be read: constants that JavaScript has just made. */
  isReadable(dataId: object): boolean {
    if (this.#isReading) return true;
    const entry = this.#backend.tensorMap.get(dataId);
    return this.#isConstant(dataId) && entry !== undefined && entry.values !== null;
  }

  /** Whether JavaScript has made the data, and would make the same again. */
  #isConstant(dataId: object): boolean {
    return this.#made.has(dataId) && !this.#live.has(dataId) && !this.#random.has(dataId);
  }

  /** The binding that writes down what is done through it. */
  wrappedBinding(): Binding {
    return recordingBinding(this.#binding, {
      constant: (id, values, type) => this.#sources.set(id, {node: constantNode(values, type), output: 0}),
      execute: (...call) => this.#execute(...call),
      isReading: () => this.#isReading,
      refuse: (reason) => this.refuse(reason),
    });
  }

  #execute(name: string, attributes: Attribute[], ids: number[], count: number): NativeTensor[] {
    const reason = whyNotRecorded(name);
    if (reason !== null) this.refuse(reason);
    const inputs = ids.map((id) => this.#sources.get(id));
    const outputs = this.#binding.executeOp(name, attributes, ids, count);
    const resources = ids.filter((_, i) => inputs[i] !== undefined && typeOf(inputs[i]).dtype === nativeTypes.resource);
    const controls = [...new Set(resources.flatMap((id) => this.#lastUse.get(id) ?? []))];
    const node: TraceNode = {
      op: name,
      ...(controls.length > 0 && {controls}),
      attributes: attributes.map((attribute) => ({...attribute})),
      inputs: inputs.map((source) => source ?? this.refuse(`the operation ${name} has an input of unknown origin`)),
      outputs: outputs.map(({shape, dtype}) => ({shape, dtype})),
    };
    for (const id of resources) this.#lastUse.set(id, node);
    for (const [output, {id}] of outputs.entries()) this.#sources.set(id, {node, output});
    return outputs;
  }

  /** Hands all inputs of an operation to TensorFlow and finds out where they come from. */
  prepare(tensors: readonly tf.TensorInfo[]): void {
    for (const {dataId} of tensors) {
      // tfjs-node passes numbers of type int64 as objects that are no tensors.
      if (dataId !== undefined) this.sourceOf(dataId);
    }
  }
}

/** What is done with what goes through a recording binding. */
export interface Watch {
  /** JavaScript has handed over values, which are copied. */
  constant(id: number, values: Values, type: ValueType): void;
  execute(name: string, attributes: Attribute[], inputs: number[], outputs: number): NativeTensor[];
  /** Whether data may be read now. */
  isReading(): boolean;
  /** Throws because of what a graph cannot do. */
  refuse(reason: string): never;
}

/** A binding that does what another one does and tells what is done through it. */
export function recordingBinding(binding: Binding, watch: Watch): Binding {
  const own: Partial<Binding> = {
    createTensor: (shape, dtype, values) => {
      const id = binding.createTensor(shape, dtype, values);
      const copy = ArrayBuffer.isView(values) ? values.slice() : [...values];
      watch.constant(id, copy, {shape: [...shape], dtype});
      return id;
    },
    executeOp: (...call) => watch.execute(...call),
    tensorDataSync: (id) => {
      if (watch.isReading()) return binding.tensorDataSync(id);
      return watch.refuse(
        'the function reads the data of a tensor (dataSync, data, arraySync, array or print), which a graph cannot do; ' +
          'return the tensor and read it outside',
      );
    },
    loadSavedModel: () => watch.refuse('the function loads a SavedModel; load it outside'),
    runSavedModel: () => watch.refuse('the function runs a SavedModel, whose operations cannot be recorded'),
  };
  const properties = Object.entries(own).map(([name, value]) => [name, {value}]);
  return Object.create(binding, Object.fromEntries(properties) as PropertyDescriptorMap) as Binding;
}

/** Operations whose result has a shape that depends on the data. */
const dataDependent: ReadonlySet<string> = new Set([
  'Where',
  'Unique',
  'UniqueV2',
  'NonMaxSuppressionV3',
  'NonMaxSuppressionV4',
  'NonMaxSuppressionV5',
  'ListDiff',
  'RaggedGather',
  'RaggedRange',
  'RaggedTensorToTensor',
]);

/** Operations that do something else than compute, with the words that follow their name in the message. */
const notAllowed: ReadonlyMap<string, string> = new Map([
  ...['CreateSummaryFileWriter', 'FlushSummaryWriter', 'WriteScalarSummary', 'WriteHistogramSummary'].map(
    (name) => [name, 'writes a file'] as const,
  ),
  ...['DecodeJpeg', 'DecodePng', 'DecodeBmp', 'DecodeGif', 'EncodeJpeg', 'EncodePng'].map(
    (name) => [name, 'reads or writes a picture'] as const,
  ),
]);

/** Why an operation cannot be part of a graph; null where it can. */
export function whyNotRecorded(name: string): string | null {
  const reason =
    notAllowed.get(name) ?? (dataDependent.has(name) ? 'gives a result whose shape depends on the data' : undefined);
  return reason === undefined ? null : `the operation ${name} ${reason}, which a graph cannot follow; do it outside`;
}

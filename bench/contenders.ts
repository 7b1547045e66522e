/** One way of doing a task: a process of Node or Python, told the name and the task. */
export interface Contender {
  readonly title: string;
  readonly runtime: 'node' | 'python';
  /** The Python modules it imports. */
  readonly modules?: readonly string[];
}

const tensorflow = {runtime: 'python', modules: ['tensorflow', 'keras']} as const;
const jax = {runtime: 'python', modules: ['jax', 'optax']} as const;

/** Who takes part, by name: stock TensorFlow.js, this package's ways, and the Python frameworks. */
export const contenders = {
  stock: {title: 'stock tfjs', runtime: 'node'},
  plain: {title: 'ours, plain', runtime: 'node'},
  fused: {title: 'ours, fused', runtime: 'node'},
  compiled: {title: 'ours, compiled', runtime: 'node'},
  xla: {title: 'ours, XLA', runtime: 'node'},
  several: {title: 'ours, 8 steps a call', runtime: 'node'},
  accelerated: {title: 'ours, accelerate(model)', runtime: 'node'},
  'wasm-stock': {title: 'stock tfjs, wasm', runtime: 'node'},
  wasm: {title: 'ours, wasm', runtime: 'node'},
  torch: {title: 'PyTorch', runtime: 'python', modules: ['torch']},
  'torch-foreach': {title: 'PyTorch, foreach', runtime: 'python', modules: ['torch']},
  copy: {title: 'a plain copy of its bytes', runtime: 'python', modules: ['torch']},
  keras: {title: 'Keras', ...tensorflow},
  'tf-function': {title: 'tf.function', ...tensorflow},
  'tf-xla': {title: 'tf.function, XLA', ...tensorflow},
  'tf-raw': {title: 'raw TensorFlow', ...tensorflow},
  jax: {title: 'JAX jit', ...jax},
  'jax-several': {title: 'JAX jit, 8 steps a call', ...jax},
} as const satisfies Readonly<Record<string, Contender>>;

export type ContenderName = keyof typeof contenders;

/** TensorFlow.js without this package. */
export const isStock = (name: ContenderName): boolean => name === 'stock' || name === 'wasm-stock';

/** Whether a contender is this package, which chooses its threads by itself. */
const choosesThreads = (name: ContenderName): boolean => contenders[name].runtime === 'node' && !isStock(name);

/**
 * The environment of every worker: as many threads as the process may use, oneDNN on for every TensorFlow, no chatter.
 *
 * @param threads processors that a worker may use
 */
export function sharedEnvironment(threads: number): Record<string, string> {
  return {
    OMP_NUM_THREADS: String(threads),
    PYTHONDONTWRITEBYTECODE: '1',
    TF_CPP_MIN_LOG_LEVEL: '3',
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_NUM_INTRAOP_THREADS: String(threads),
    JAX_PLATFORMS: 'cpu',
    KERAS_BACKEND: 'tensorflow',
    CUDA_VISIBLE_DEVICES: '-1',
  };
}

/** The environment of one worker, in which this package is left to choose its threads by itself. */
export function workerEnvironment(name: ContenderName, threads: number): Record<string, string> {
  const {TF_NUM_INTRAOP_THREADS: ofOthers, ...shared} = sharedEnvironment(threads);
  return choosesThreads(name) ? shared : {...shared, TF_NUM_INTRAOP_THREADS: ofOthers!};
}

import type {ContenderName} from './contenders.ts';
import type {Layer, Network, Task} from './task.ts';

/** One row of the comparison: a task, and who takes part. */
export interface Work {
  readonly title: string;
  /** Works of a group are chosen together. */
  readonly group: string;
  readonly task: Task;
  readonly contenders: readonly ContenderName[];
}

const dense = (...widths: number[]): Layer[] => widths.map((units) => ({kind: 'dense', units}));
const convolution = (filters: number, size: number): Layer[] => [{kind: 'convolution', filters, size}, {kind: 'pool'}];

/** The networks of the comparison by name. */
export const networks = {
  mlp: {input: [784], layers: dense(128, 10)},
  deep: {input: [784], layers: dense(1000, 500, 100, 10)},
  cnn: {
    input: [28, 28, 1],
    layers: [...convolution(8, 3), ...convolution(16, 3), {kind: 'flatten'}, ...dense(10)],
  },
  '2c2d': {
    input: [28, 28, 1],
    layers: [...convolution(32, 5), ...convolution(64, 5), {kind: 'flatten'}, ...dense(1024, 10)],
  },
} as const satisfies Readonly<Record<string, Network>>;

const updates: readonly ContenderName[] = ['stock', 'plain', 'fused', 'compiled', 'torch'];
const ours: readonly ContenderName[] = ['stock', 'plain', 'fused', 'compiled', 'xla'];
const peers: readonly ContenderName[] = ['torch', 'keras', 'tf-function', 'tf-xla', 'tf-raw', 'jax'];
const steps: readonly ContenderName[] = [...ours, 'several', ...peers, 'jax-several'];
const second: readonly ContenderName[] = ['plain', 'compiled', 'xla', ...peers.filter((name) => name !== 'keras')];

const update = (title: string, sizes: readonly number[]): Work => ({
  title: `Adam update, ${title}`,
  group: 'update',
  task: {kind: 'update', sizes},
  contenders: updates,
});

const step = (title: string, network: Network, batch: number): Work => ({
  title: `${title}, batch ${batch}, Adam step`,
  group: 'step',
  task: {kind: 'step', network, batch, together: 8},
  contenders: steps,
});

/** The works by name, in the order of the table. */
export const works: Readonly<Record<string, Work>> = {
  'adam-1e5': update('1e5 parameters', [1e5]),
  'adam-1e6': update('1e6 parameters', [1e6]),
  'adam-1e7': update('1e7 parameters', [1e7]),
  'adam-40x16': update(
    '40 variables of 16',
    Array.from({length: 40}, () => 16),
  ),
  mlp: step('MLP 784-128-10', networks.mlp, 128),
  'mlp-b32': step('MLP 784-128-10', networks.mlp, 32),
  deep: step('MLP 784-1000-500-100-10', networks.deep, 128),
  '2c2d': step('CNN 2c2d', networks['2c2d'], 128),
};
export {second};

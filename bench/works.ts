import type {ContenderName} from './contenders.ts';
import type {Layer, Network, RuleName, Task} from './task.ts';

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

const ours: readonly ContenderName[] = ['stock', 'plain', 'fused', 'compiled', 'xla'];
const peers: readonly ContenderName[] = ['torch', 'tf-function', 'tf-xla', 'jax'];
const differentiate: readonly ContenderName[] = ['stock', 'compiled', 'xla', ...peers];

type Shapes = readonly (readonly number[])[];

const update = (title: string, shapes: Shapes): Work => ({
  title: `Adam update, ${title}`,
  group: 'update',
  task: {kind: 'update', rule: 'adam', shapes},
  contenders: ['stock', 'plain', 'fused', 'compiled', 'torch', 'torch-foreach', 'jax', 'copy'],
});

const sizes: Readonly<Record<string, Shapes>> = {
  '1e5': [[1e5]],
  '1e6': [[1e6]],
  '1e7': [[1e7]],
  '40x16': Array.from({length: 40}, () => [16]),
};

/** Updates by each rule but Adam, and by one of somebody's own. */
function updates(): Record<string, Work> {
  const names = ['sgd', 'momentum', 'nesterov', 'adagrad', 'adadelta', 'rmsprop', 'own'] as const;
  const all = names.flatMap((name) =>
    Object.entries(sizes).map(([size, of]): [string, Work] => [
      `${name}-${size}`,
      {
        title: `${name} update, ${size}`,
        group: 'updates',
        task: {kind: 'update', rule: name, shapes: of},
        contenders:
          name === 'own'
            ? ['fused', 'compiled', 'copy']
            : ['plain', 'fused', 'compiled', 'torch', 'torch-foreach', 'jax', 'copy'],
      },
    ]),
  );
  return Object.fromEntries(all);
}

/** Which of the other frameworks have a rule, beside those of `updates`. */
const partners: Readonly<Record<string, readonly ContenderName[]>> = {
  adamw: ['torch', 'torch-foreach', 'jax'],
  amsgrad: ['torch', 'torch-foreach', 'jax'],
  nadam: ['torch-foreach'],
  radam: ['torch-foreach', 'jax'],
  adamax: ['torch-foreach', 'jax'],
  rprop: ['torch-foreach'],
  adafactor: ['torch-foreach', 'jax'],
  muon: ['torch-foreach', 'jax'],
  adabelief: ['jax'],
  yogi: ['jax'],
  adan: ['jax'],
  lion: ['jax'],
  lamb: ['jax'],
  lars: ['jax'],
  ademamix: ['jax'],
  prodigy: ['jax'],
  adopt: [],
  ftrl: [],
  mars: [],
  scheduleFree: [],
};

/** The rules for matrices, which are measured on one. */
const ofMatrices = ['adafactor', 'muon', 'soap', 'shampoo', 'psgdKron'];

/** Updates by the other rules of the catalogue. */
function catalogue(): Record<string, Work> {
  const work = (name: string, size: string, shapes: Shapes): [string, Work] => [
    `${name}-${size}`,
    {
      title: `${name} update, ${size}`,
      group: 'catalogue',
      task: {kind: 'update', rule: name, shapes},
      contenders: ['plain', 'fused', 'compiled', ...(partners[name] ?? [])],
    },
  ];
  const elementwise = Object.keys(partners).filter((name) => !ofMatrices.includes(name));
  return Object.fromEntries([
    ...elementwise.flatMap((name) => Object.entries(sizes).map(([size, shapes]) => work(name, size, shapes))),
    ...ofMatrices.map((name) => work(name, '784x1000', [[784, 1000]])),
  ]);
}

const step = (title: string, network: Network, batch: number): Work => ({
  title: `${title}, batch ${batch}, Adam step`,
  group: 'step',
  task: {kind: 'step', network, batch, rule: 'adam', together: 8},
  contenders: [...ours, 'several', ...peers, 'keras', 'tf-raw', 'jax-several'],
});

const rule = (name: RuleName): Work => ({
  title: `MLP 784-128-10, batch 128, ${name} step`,
  group: 'rules',
  task: {kind: 'step', network: networks.mlp, batch: 128, rule: name, together: 8},
  contenders: ['stock', 'plain', 'fused', 'compiled'],
});

const fit = (title: string, network: Network, batches: number): Work => ({
  title: `${title}, batch 128, step of model.fit`,
  group: 'fit',
  task: {kind: 'fit', network, batch: 128, batches},
  contenders: ['stock', 'fused', 'accelerated', 'several', 'keras'],
});

const derivative = (kind: 'gradient' | 'hessian', title: string, network: Network): Work => ({
  title: `${title}, batch 128, ${kind === 'gradient' ? 'gradient' : 'Hessian-vector product'}`,
  group: kind,
  task: {kind, network, batch: 128},
  // What TensorFlow.js itself gives for second derivatives is wrong or an error.
  contenders: kind === 'gradient' ? differentiate : ['plain', ...differentiate.slice(1)],
});

const evaluate = (title: string, network: Network, chunk: number): Work => ({
  title: `${title}, loss of 10,000 examples`,
  group: 'evaluate',
  task: {kind: 'evaluate', network, examples: 10_000, chunk},
  contenders: [...differentiate, 'keras'],
});

/** The works by name, in the order of the table. */
export const works: Readonly<Record<string, Work>> = {
  'adam-1e5': update('1e5 parameters', sizes['1e5']!),
  'adam-1e6': update('1e6 parameters', sizes['1e6']!),
  'adam-1e7': update('1e7 parameters', sizes['1e7']!),
  'adam-40x16': update('40 variables of 16', sizes['40x16']!),
  ...updates(),
  ...catalogue(),
  mlp: step('MLP 784-128-10', networks.mlp, 128),
  'mlp-b32': step('MLP 784-128-10', networks.mlp, 32),
  deep: step('MLP 784-1000-500-100-10', networks.deep, 128),
  '2c2d': step('CNN 2c2d', networks['2c2d'], 128),
  'mlp-fit': fit('MLP 784-128-10', networks.mlp, 64),
  '2c2d-fit': fit('CNN 2c2d', networks['2c2d'], 8),
  'mlp-gradient': derivative('gradient', 'MLP 784-128-10', networks.mlp),
  'cnn-gradient': derivative('gradient', 'CNN 8-16', networks.cnn),
  '2c2d-gradient': derivative('gradient', 'CNN 2c2d', networks['2c2d']),
  'mlp-hessian': derivative('hessian', 'MLP 784-128-10', networks.mlp),
  'cnn-hessian': derivative('hessian', 'CNN 8-16', networks.cnn),
  '2c2d-hessian': derivative('hessian', 'CNN 2c2d', networks['2c2d']),
  'mlp-evaluate': evaluate('MLP 784-128-10', networks.mlp, 10_000),
  '2c2d-evaluate': evaluate('CNN 2c2d', networks['2c2d'], 500),
  wasm: {
    title: 'MLP 784-128-10, batch 128, Adam step on wasm',
    group: 'wasm',
    task: {kind: 'step', network: networks.mlp, batch: 128, rule: 'adam', together: 8},
    contenders: ['wasm-stock', 'wasm'],
  },
  sgd: rule('sgd'),
  momentum: rule('momentum'),
  nesterov: rule('nesterov'),
  adagrad: rule('adagrad'),
  adadelta: rule('adadelta'),
  rmsprop: rule('rmsprop'),
};

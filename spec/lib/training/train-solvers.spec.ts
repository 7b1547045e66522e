import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../lib/models/index.ts';
import {train} from '../../../lib/training/index.ts';
import {loadCheckpoint, saveCheckpoint} from '../../../lib/training/files/index.ts';
import {adam, solverCatalogue} from '../../../optimizers/index.ts';

/** L-BFGS with its memory full, and not, where the run ends. */
const solvers: readonly (readonly [name: string, options: object])[] = [
  ['conjugateGradient', {}],
  ['lbfgs', {memory: 3}],
  ['lbfgs', {memory: 6}],
  ['newtonCG', {damping: 1, products: 5}],
];

describe('train with solvers', () => {
  let folder: string;
  const examples = () => ({
    x: tf.randomUniform([40, 6], -1, 1, 'float32', 3),
    y: tf.tidy(() => tf.cast(tf.oneHot(tf.cast(tf.mod(tf.range(0, 40), 3), 'int32'), 3), 'float32')),
  });
  const network = () => mlp({inputs: 6, classes: 3, widths: [5], seed: 1});

  before(() => (folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-train-'))));
  after(() => rmSync(folder, {recursive: true}));
  // The function that fails where TensorFlow.js warns stands there only once the tests run.
  let {warn} = console;
  beforeEach(() => ({warn} = console));
  afterEach(() => (console.warn = warn));

  for (const [name, options] of solvers) {
    const {create} = solverCatalogue[name]!;
    it(`records what ${name} ${JSON.stringify(options)} evaluates, and resumes to the bit`, async () => {
      const before = tf.memory().numTensors;
      const data = examples();
      const [model, other] = [network(), network()];
      const [optimizer, first] = [create(options), create(options)];
      const common = {data, batchSize: 'full' as const};
      const whole = await train({...common, model, optimizer, epochs: 8});
      const counts = whole.history.map(({evaluations}) => evaluations!);
      expect(counts[0]).to.deep.equal({gradient: 0, product: 0});
      for (const [i, {gradient, product}] of counts.slice(1).entries()) {
        expect(gradient - counts[i]!.gradient).to.be.within(2, 60);
        expect(product - counts[i]!.product).to.be.within(name === 'newtonCG' ? 1 : 0, name === 'newtonCG' ? 5 : 0);
      }

      const {history} = await train({...common, model: other, optimizer: first, epochs: 4});
      const path = join(folder, name);
      await saveCheckpoint(path, {model: other, optimizer: first, history: [...history]});
      const resumed = network();
      const notes: unknown[] = [];
      console.warn = (note: unknown) => void notes.push(note);
      const restored = await loadCheckpoint(path, {model: resumed, optimizer: create(options)});
      const rest = await train({
        ...common,
        model: resumed,
        optimizer: restored.optimizer!,
        history: restored.history,
        epochs: 8,
      });
      expect(notes, 'nothing is missing').to.deep.equal([]);
      expect(rest.history).to.deep.equal(whole.history);
      for (const each of [optimizer, first, restored.optimizer!]) each.dispose();
      for (const each of [model, other, resumed]) each.dispose();
      tf.dispose([data.x, data.y]);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  it('records nothing of the kind for a rule', async () => {
    const data = examples();
    const [model, optimizer] = [network(), adam(0.01)];
    const {history} = await train({model, data, optimizer, epochs: 1, batchSize: 'full'});
    expect(history[1]).not.to.have.property('evaluations');
    optimizer.dispose();
    model.dispose();
    tf.dispose([data.x, data.y]);
  });
});

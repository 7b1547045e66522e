import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {warnings} from '../../../support/console.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {softmaxRegression} from '../../../../lib/models/softmax-regression.ts';
import {createRunner} from '../../../../lib/training/compiled/runner.ts';
import {resolveOptions, type RunOptions, type TrainOptions} from '../../../../lib/training/train-options.ts';
import {adam} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../../native/native-only.ts';
import {clusters, toExamples} from '../support.ts';

/** Counts native calls: of graphs, and of operations. */
function nativeCalls(work: () => void): {graphs: number; operations: number} {
  const backend = nativeBackend()!;
  const {binding} = backend;
  const calls = {graphs: 0, operations: 0};
  backend.binding = Object.create(binding, {
    runSavedModel: {
      value: (...args: Parameters<typeof binding.runSavedModel>) => {
        calls.graphs++;
        return binding.runSavedModel(...args);
      },
    },
    executeOp: {
      value: (...args: Parameters<typeof binding.executeOp>) => {
        calls.operations++;
        return binding.executeOp(...args);
      },
    },
  }) as typeof binding;
  try {
    work();
  } finally {
    backend.binding = binding;
  }
  return calls;
}

interface Scene {
  readonly run: RunOptions;
  readonly dispose: () => void;
}

function scene(options: Partial<TrainOptions> = {}): Scene {
  const data = toExamples(clusters(48));
  const model = softmaxRegression({inputs: 6, classes: 3, seed: 3});
  const optimizer = adam(0.05);
  const run = resolveOptions({model, data, optimizer, epochs: 1, batchSize: 8, ...options});
  return {
    run,
    dispose: () => {
      tf.dispose([data.x, data.y]);
      model.dispose();
      optimizer.dispose();
    },
  };
}

const rows = (start: number): Int32Array => Int32Array.from({length: 8}, (_, i) => (start * 8 + i) % 48);

describe('createRunner', () => {
  it('is plain on request, and on other backends', () => {
    const {run, dispose} = scene({compile: false, stepsPerExecution: 4});
    expect(createRunner(run).steps).to.equal(1);
    expect(createRunner(run).measure).to.equal(run.objective.measure);
    dispose();
    if (nativeBackend() !== null) return;
    const other = scene({stepsPerExecution: 4});
    expect(createRunner(other.run).measure).to.equal(other.run.objective.measure);
    other.dispose();
  });

  describe('on the native backend', () => {
    before(function () {
      nativeOnly(this);
    });

    it('does an update, several updates, and an evaluation as one native call each', () => {
      const {run, dispose} = scene();
      const runner = createRunner(run);
      const group = [rows(1), rows(2), rows(3)];
      const work = [
        () => void runner.update([rows(0)]),
        () => void runner.update(group),
        () =>
          tf.tidy(() => {
            const {loss, correct} = runner.measure(run.data);
            expect(loss.dataSync()[0]).to.be.within(0.001, 5);
            expect(correct!.dataSync()[0]).to.be.within(1, 48);
          }),
      ];
      for (const each of work) for (let i = 0; i < 4; i++) each();
      for (const each of work) {
        // A variable that was used in another graph is put into the session first.
        each();
        expect(nativeCalls(each)).to.deep.equal({graphs: 1, operations: 0});
      }
      runner.dispose();
      dispose();
    });

    for (const [name, options] of [
      ['of the mean', () => ({})],
      ['of the sum', () => ({reduction: 'sum', optimizer: tf.train.momentum(0.01, 0.9)})],
      ['of all examples', () => ({batchSize: 48})],
    ] as const) {
      it(`does several updates ${name} in a call with the bits of one after the other`, async () => {
        const weights = async (size: number): Promise<[number[][], number[]]> => {
          const {run, dispose} = scene(options());
          const runner = createRunner(run);
          const all = Array.from({length: 13}, (_, i) => rows(i));
          const losses = [...(await runner.update([all[0]!]))];
          for (let i = 1; i < 13; i += size) losses.push(...(await runner.update(all.slice(i, i + size))));
          const result = run.objective.variables.map((variable) => [...variable.dataSync()]);
          runner.dispose();
          dispose();
          return [result, losses];
        };
        const [single, losses] = await weights(1);
        expect(losses).to.have.length(13);
        expect(losses[12]).to.be.lessThan(losses[0]! - 0.01);
        expect(await weights(4)).to.deep.equal([single, losses]);
      });
    }

    it('falls back to plain work with one note, and loses nothing', async () => {
      const w = tf.variable(tf.scalar(0));
      const loss: TrainOptions['loss'] = ({x}) => {
        const value = tf.mean(tf.square(tf.sub(w, x))) as tf.Scalar;
        if (Number.isNaN(value.dataSync()[0])) throw new Error('never');
        return value;
      };
      const {run, dispose} = scene({loss, variables: [w], optimizer: tf.train.sgd(0.1)});
      const runner = createRunner(run);
      const before = tf.memory().numTensors;
      const losses: number[] = [];
      const {result, notes} = warnings(() => {
        tf.tidy(() => losses.push(runner.measure(run.data).loss.dataSync()[0]!));
        return runner.update([rows(0)]);
      });
      losses.push(...(await result), ...(await runner.update([rows(0), rows(0)])));
      expect(notes).to.have.length(1);
      expect(notes[0]).to.match(/train runs uncompiled: .*reads the data of a tensor.*compile: false/);
      expect(losses).to.have.length(4);
      expect(losses[3]).to.be.lessThan(losses[1]!);
      expect(tf.memory().numTensors).to.equal(before);
      const mean = tf.tidy(() => tf.mean(run.data.x.slice(0, 8)).dataSync()[0]!);
      expect(w.dataSync()[0]).to.be.closeTo(mean * (1 - 0.8 ** 3), 1e-6);
      runner.dispose();
      tf.dispose(w);
      dispose();
    });

    it('leaves an optimizer that declares nothing as it is, with one note', async () => {
      class Counting extends tf.SGDOptimizer {
        calls = 0;
        override applyGradients(gradients: Parameters<tf.SGDOptimizer['applyGradients']>[0]): void {
          this.calls++;
          super.applyGradients(gradients);
        }
      }
      const optimizer = new Counting(0.1);
      const {run, dispose} = scene({optimizer, stepsPerExecution: 4});
      const {result: runner, notes} = warnings(() => createRunner(run));
      expect(notes).to.have.length(1);
      expect(notes[0]).to.match(
        /train runs uncompiled: the optimizer Counting does not say .*declaration.*compile: false/,
      );
      expect(runner.steps).to.equal(1);
      for (let i = 0; i < 5; i++) await runner.update([rows(i)]);
      expect(optimizer.calls).to.equal(5);
      runner.dispose();
      optimizer.dispose();
      dispose();
    });

    it('takes several updates a call as asked, and by itself only where nobody looks at the updates', () => {
      const long = {epochs: 500, batchSize: 8};
      for (const [options, steps] of [
        [long, 4],
        [{...long, epochs: 3}, 1],
        [{...long, callbacks: {onUpdate: () => {}}}, 1],
        [{...long, callbacks: {onUpdate: () => {}}, stepsPerExecution: 3}, 3],
      ] as const) {
        const {run, dispose} = scene(options);
        expect(createRunner(run).steps).to.equal(steps);
        dispose();
      }
    });
  });
});

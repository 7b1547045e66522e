import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate, compile} from '../../../lib/native/index.ts';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {loadCheckpoint, saveCheckpoint} from '../../../lib/training/files/index.ts';
import {
  backtracking,
  conjugateGradient,
  exactQuadratic,
  hagerZhang,
  lbfgs,
  newtonCG,
} from '../../../optimizers/index.ts';
import type {Line, LineSearch} from '../../../optimizers/solvers/line-search/line.ts';
import type {Solver} from '../../../optimizers/solvers/solver.ts';
import {asWebgl} from '../../support/as-webgl.ts';
import {lossOf as problemLoss, problems} from './problems.ts';
import {rosenbrock, variableOf} from './quadratics.ts';

const makers: Readonly<Record<string, () => Solver>> = {
  lbfgs: () => lbfgs({memory: 4}),
  conjugateGradient: () => conjugateGradient(),
  newtonCG: () => newtonCG({damping: 0.1}),
};

/** Runs with variables of a start, and leaves nothing behind. */
async function withVariable<Result>(
  start: readonly number[],
  work: (w: tf.Variable) => Promise<Result> | Result,
): Promise<Result> {
  const before = tf.memory().numTensors;
  const w = variableOf(start);
  const result = await work(w);
  w.dispose();
  expect(tf.memory().numTensors, 'tensors').to.equal(before);
  return result;
}

/** One number of a loss of w. */
const lossOf = (f: (w: tf.Tensor) => tf.Tensor, w: tf.Variable) => (): tf.Scalar =>
  tf.tidy(() => tf.sum(f(w)).asScalar());

describe('solvers', () => {
  for (const [name, make] of Object.entries(makers)) {
    describe(name, () => {
      it('refuse a device of half floats, in whichever way they are asked', async () => {
        await withVariable([3, 1], async (w) => {
          const solver = make();
          const loss = lossOf(tf.square, w);
          const message = /^\w+: needs numbers in float32.*setBackend/;
          expect(() => asWebgl(false, () => solver.minimize(loss, false, [w]))).to.throw(message);
          expect(() => asWebgl(false, () => solver.declaration.search!.prepare(loss, [w]))).to.throw(message);
          const refusal = await asWebgl(false, () => solver.solve(loss, [w])).catch((error: unknown) => error);
          expect((refusal as Error).message).to.match(message);
          expect([...w.dataSync()]).to.deep.equal([3, 1]);
          solver.dispose();
        });
      });

      it('stop at a minimum, at the iterations allowed, or when told', async () => {
        await withVariable([-1.2, 1], async (w) => {
          const solver = make();
          const start = (): void => tf.tidy(() => w.assign(tf.tensor1d([-1.2, 1])));
          const whole = await solver.solve(rosenbrock(w), [w]);
          expect(whole.stopped).to.equal('tolerance');
          expect(whole.loss).to.be.below(1e-6);
          expect(solver.iterations).to.equal(whole.iterations);
          start();
          const short = await solver.solve(rosenbrock(w), [w], {maxIterations: 3});
          expect(short).to.deep.include({stopped: 'maxIterations', iterations: 3});
          start();
          const none = await solver.solve(rosenbrock(w), [w], {maxIterations: 0});
          expect(none).to.deep.include({stopped: 'maxIterations', iterations: 0});
          expect(none.evaluations).to.deep.equal({gradient: 1, product: 0});
          expect(none.loss).to.be.closeTo(24.2, 1e-4);
          expect(none.gradientNorm).to.be.closeTo(Math.hypot(-215.6, -88), 1e-2);
          start();
          const control = new AbortController();
          const told = await solver.solve(rosenbrock(w), [w], {
            signal: control.signal,
            onIteration: ({iteration}) => {
              if (iteration === 2) control.abort();
            },
          });
          expect(told).to.deep.include({stopped: 'aborted', iterations: 2});
          solver.dispose();
        });
      });

      it('refuse by name to go on without a variable, and put nothing into one that is gone', async () => {
        await withVariable([-1.2, 1], async (w) => {
          const solver = make();
          const other = tf.tidy(() => tf.variable(tf.scalar(1)));
          const loss = (): tf.Scalar => tf.add(rosenbrock(w)(), tf.square(other));
          const solving = solver.solve(loss, [w, other], {
            onIteration: ({iteration}) => {
              if (iteration === 2) other.dispose();
            },
          });
          const error = await solving.then(
            () => null,
            (thrown: unknown) => thrown as Error,
          );
          expect(error).to.be.an.instanceOf(RangeError);
          expect(error!.message).to.contain(`the variable ${other.name} was disposed of while solve was at it`);
          solver.dispose();
        });
      });

      it('tell each iteration, whose loss gets less, and leave the variables at the result', async () => {
        await withVariable([-1.2, 1], async (w) => {
          const solver = make();
          const seen: {iteration: number; loss: number; gradient: number; step: number; there: number}[] = [];
          const at = (): number => {
            const [a, b] = w.dataSync() as unknown as [number, number];
            return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
          };
          const result = await solver.solve(rosenbrock(w), [w], {
            maxIterations: 12,
            onIteration: ({iteration, loss, step, evaluations}) =>
              void seen.push({iteration, loss, step, gradient: evaluations.gradient, there: at()}),
          });
          expect(seen.map(({iteration}) => iteration)).to.deep.equal(Array.from({length: 13}, (_, i) => i));
          expect(seen[0]).to.deep.include({step: 0, gradient: 1});
          for (const [i, {loss, there, step, gradient}] of seen.entries()) {
            expect(there / loss - 1).to.be.within(-1e-4, 1e-4);
            if (i === 0) continue;
            expect(loss).to.be.at.most(seen[i - 1]!.loss * (1 + 2e-6));
            expect(step).to.be.above(0);
            expect(gradient).to.be.above(seen[i - 1]!.gradient);
          }
          expect(result.loss).to.equal(seen.at(-1)!.loss);
          expect(at() / result.loss - 1).to.be.within(-1e-4, 1e-4);
          solver.dispose();
        });
      });

      it('take NaN in a trial step for a step too long', async () => {
        // -log(1 - w) - 3 w, NaN beyond w = 1; least at 2 / 3. And sqrt, from near its wall.
        await withVariable([-3, 0.9], async (w) => {
          const solver = make();
          const {stopped} = await solver.solve(
            lossOf((x) => tf.sub(tf.neg(tf.log(tf.sub(1, x))), tf.mul(3, x)), w),
            [w],
          );
          expect(stopped).to.equal('tolerance');
          for (const value of w.dataSync()) expect(value).to.be.closeTo(2 / 3, 1e-3);
          solver.dispose();
        });
      });

      it('diverge at NaN at the start, at infinity, and where there is no minimum', async () => {
        const losses: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
          'not a number': (x) => tf.log(tf.sub(x, 5)),
          infinite: (x) => tf.exp(tf.mul(x, 1000)),
          'a line': (x) => tf.neg(x),
          'a line, small': (x) => tf.mul(-1e-6, x),
          'a parabola downwards': (x) => tf.neg(tf.square(x)),
          'a cube': (x) => tf.pow(x, 3).neg(),
        };
        for (const [words, f] of Object.entries(losses)) {
          await withVariable([1, 2], async (w) => {
            const solver = make();
            const {stopped, iterations} = await solver.solve(lossOf(f, w), [w], {maxIterations: 100});
            expect(stopped, words).to.equal('diverged');
            expect(iterations, words).to.be.below(30);
            solver.dispose();
          });
        }
        // These end nowhere, but not well either.
        await withVariable([1], async (w) => {
          const solver = make();
          const {stopped} = await solver.solve(
            lossOf((x) => tf.neg(tf.log(x)), w),
            [w],
            {maxIterations: 100},
          );
          expect(stopped).to.not.equal('tolerance');
          solver.dispose();
        });
      });

      it('leave saddles by negative curvature, without a slope too', async () => {
        const saddle = (x: tf.Tensor): tf.Tensor => {
          const [a, b] = tf.unstack(x) as [tf.Tensor, tf.Tensor];
          return tf.add(tf.sub(tf.square(a), tf.square(b)), tf.pow(b, 4));
        };
        for (const start of [
          [0, 0],
          [1, 0],
          [1e-4, 1e-12],
        ]) {
          await withVariable(start, async (w) => {
            const solver = make();
            const {stopped, loss} = await solver.solve(lossOf(saddle, w), [w]);
            expect(stopped).to.equal('tolerance');
            expect(loss).to.be.closeTo(-0.25, 1e-5);
            solver.dispose();
          });
        }
      });

      it('leave the saddle of a small network whose weights are 0, where its gradient is 0', async () => {
        const x = tf.tensor2d(
          Array.from({length: 24}, (_, i) => Math.sin(2.3 * i)),
          [12, 2],
        );
        const y = tf.tidy(() => tf.slice(x, [0, 0], [12, 1]).mul(0.8));
        const [a, b] = tf.tidy(() => [tf.variable(tf.zeros([2, 3])), tf.variable(tf.zeros([3, 1]))]);
        const loss = (): tf.Scalar =>
          tf.tidy(() => tf.losses.meanSquaredError(y, tf.matMul(tf.tanh(tf.matMul(x, a)), b)).asScalar());
        const solver = make();
        const first = tf.tidy(() => loss().dataSync()[0]!);
        const result = await solver.solve(loss, [a, b], {maxIterations: 100});
        expect(result.loss).to.be.below(0.02 * first);
        solver.dispose();
        tf.dispose([x, y, a, b]);
      });

      it('do not succeed on a slope without curvature, nor where the loss begins at 0', async () => {
        await withVariable([0], async (w) => {
          for (const scale of [1, 1e-6]) {
            tf.tidy(() => w.assign(tf.tensor1d([0])));
            const solver = make();
            const {stopped, loss} = await solver.solve(
              lossOf((x) => tf.mul(scale, tf.sub(tf.square(x), tf.mul(2, x))), w),
              [w],
            );
            expect(stopped).to.equal('tolerance');
            expect(loss / scale).to.be.closeTo(-1, 1e-5);
            solver.dispose();
          }
        });
        const large = Array.from({length: 40}, () => 1);
        await withVariable(large, async (w) => {
          const solver = make();
          const {stopped} = await solver.solve(
            lossOf((x) => tf.add(1, tf.mul(1e-5, x)), w),
            [w],
            {maxIterations: 1},
          );
          expect(stopped).to.not.equal('tolerance');
          solver.dispose();
        });
      });

      it('leave nothing behind in a thousand iterations', async () => {
        await withVariable([-1.2, 1], (w) => {
          const solver = make();
          const loss = lossOf((x) => tf.add(1, tf.square(tf.square(x))), w);
          let held = 0;
          for (let i = 0; i < 1000; i++) {
            solver.minimize(loss, false, [w]);
            if (i === 10) held = tf.memory().numTensors;
            if (i % 20 === 0) tf.tidy(() => w.assign(tf.tensor1d([1 + i / 1000, -1])));
          }
          expect(tf.memory().numTensors).to.be.at.most(held);
          expect(solver.iterations).to.equal(1000);
          solver.dispose();
        });
      });

      it('put the variables back and free all where the loss throws', async () => {
        await withVariable([-1.2, 1], async (w) => {
          const solver = make();
          let calls = 0;
          const loss = (): tf.Scalar => {
            if (++calls === 3) throw new Error('no');
            return rosenbrock(w)();
          };
          const before = tf.memory().numTensors;
          expect(() => solver.minimize(loss, false, [w])).to.throw('no');
          expect([...w.dataSync()]).to.deep.equal([Math.fround(-1.2), 1]);
          expect(tf.memory().numTensors).to.equal(before);
          calls = 0;
          let place: readonly number[] = [];
          const onIteration = (): void => void (place = [...w.dataSync()]);
          const error = await solver.solve(loss, [w], {onIteration}).catch((reason: unknown) => reason);
          expect((error as Error).message).to.equal('no');
          expect([...w.dataSync()]).to.deep.equal(place);
          expect(tf.memory().numTensors).to.equal(before);
          solver.dispose();
        });
      });

      it('go on bit by bit from what was saved, with the variables in another order', async () => {
        const ends: number[][] = [];
        for (const way of ['straight', 'saved'] as const) {
          const before = tf.memory().numTensors;
          const [a, b] = [variableOf([-1.2, 0.5, 2]), variableOf([1, 1])];
          const loss = (): tf.Scalar =>
            tf.tidy(() => {
              const [first, second] = [tf.sum(tf.square(tf.sub(tf.square(a), 1))), tf.sum(tf.exp(b))];
              return tf.add(tf.add(first, second), tf.square(tf.sub(tf.sum(b), tf.sum(a)))).asScalar();
            });
          let solver = make();
          for (let i = 0; i < 10; i++) {
            if (i === 5 && way === 'saved') {
              const weights = await solver.getWeights();
              const other = make();
              await other.setWeights(
                weights.toReversed().toSorted((x, y) => Number(y.name === 'iter') - Number(x.name === 'iter')),
              );
              solver.dispose();
              solver = other;
            }
            solver.minimize(loss, false, [a, b]);
          }
          expect(solver.iterations).to.equal(10);
          ends.push([...a.dataSync(), ...b.dataSync()]);
          solver.dispose();
          tf.dispose([a, b]);
          expect(tf.memory().numTensors, way).to.equal(before);
        }
        expect(ends[1]).to.deep.equal(ends[0]);
      });

      it('go on bit by bit from a checkpoint, in a model whose layers have other names', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'solvers-'));
        const path = join(folder, 'run.ckpt');
        const x = tf.tensor2d(
          Array.from({length: 24}, (_, i) => Math.sin(2.3 * i)),
          [12, 2],
        );
        const y = tf.tensor2d(
          Array.from({length: 12}, (_, i) => Math.cos(i)),
          [12, 1],
        );
        const network = (): tf.LayersModel => {
          const initializer = (seed: number) => tf.initializers.glorotUniform({seed});
          return tf.sequential({
            layers: [
              tf.layers.dense({units: 3, inputShape: [2], activation: 'tanh', kernelInitializer: initializer(1)}),
              tf.layers.dense({units: 1, kernelInitializer: initializer(2)}),
            ],
          });
        };
        const models = [network(), network()] as const;
        const optimizers = [make(), make()] as const;
        for (const [i, model] of models.entries()) model.compile({optimizer: optimizers[i]!, loss: 'meanSquaredError'});
        const go = async (model: tf.LayersModel): Promise<number[]> => {
          for (let t = 0; t < 5; t++) await model.trainOnBatch(x, y);
          return model.getWeights().flatMap((weight) => [...weight.dataSync()]);
        };
        await go(models[0]);
        await saveCheckpoint(path, {model: models[0], optimizer: optimizers[0]});
        const straight = await go(models[0]);
        const {info} = console;
        console.info = () => {};
        try {
          await loadCheckpoint(path, {model: models[1], optimizer: optimizers[1]});
          expect(await go(models[1])).to.deep.equal(straight);
        } finally {
          console.info = info;
        }
        expect(optimizers[1].iterations).to.equal(10);
        for (const each of [...models, ...optimizers]) each.dispose();
        tf.dispose([x, y]);
        rmSync(folder, {recursive: true});
      });
    });
  }

  it('save no state that was forgotten', async () => {
    await withVariable([-1.2, 1], async (w) => {
      const solver = lbfgs({memory: 4});
      const names = async (): Promise<number> =>
        (await solver.getWeights()).filter(({name}) => name.includes('/')).length;
      for (let i = 0; i < 6; i++) solver.minimize(rosenbrock(w), false, [w]);
      expect(await names()).to.equal(8);
      const v = variableOf([3, 4]);
      solver.minimize(
        lossOf((x) => tf.square(x), v),
        false,
        [v],
      );
      expect(await names()).to.equal(2);
      solver.dispose();
      v.dispose();
    });
  });

  it('work where an operation has no second derivative', async () => {
    const cube = tf.customGrad((x, save) => {
      (save as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
      const value = tf.square(tf.square(x as tf.Tensor));
      return {
        value,
        gradFunc: (dy, saved) => {
          const [at] = saved;
          return tf.tidy(() =>
            tf
              .tensor(
                at!.dataSync().map((each) => 4 * each ** 3),
                at!.shape,
              )
              .mul(dy),
          );
        },
      };
    });
    for (const make of [() => lbfgs(), () => conjugateGradient()]) {
      await withVariable([2, -1], async (w) => {
        const solver = make();
        const {stopped, loss} = await solver.solve(
          lossOf((x) => tf.add(tf.add(1, cube(x)), tf.square(x)), w),
          [w],
        );
        expect(stopped).to.equal('tolerance');
        expect(loss).to.be.closeTo(2, 1e-5);
        solver.dispose();
      });
    }
  });

  it('are loaded with a model that was compiled with one', async () => {
    for (const make of Object.values(makers)) {
      const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
      model.compile({optimizer: make(), loss: 'meanSquaredError'});
      const saved: tf.io.ModelArtifacts[] = [];
      await model.save(
        tf.io.withSaveHandler(async (artifacts) => {
          saved.push(artifacts);
          return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
        }),
        {includeOptimizer: true},
      );
      const loaded = (await tf.loadLayersModel(tf.io.fromMemory(saved[0]!))) as tf.Sequential;
      expect(loaded.optimizer.getConfig()).to.deep.equal(model.optimizer.getConfig());
      model.dispose();
      loaded.dispose();
    }
  });

  it('solve one loss at a time', async () => {
    await withVariable([3], async (w) => {
      const solver = lbfgs();
      const f = lossOf((x) => tf.square(x), w);
      const first = solver.solve(f, [w]);
      const second = await solver.solve(f, [w]).catch((error: unknown) => (error as Error).message);
      expect(second).to.match(/^Lbfgs: solve is running already/);
      expect((await first).stopped).to.equal('tolerance');
      expect((await solver.solve(f, [w])).stopped).to.equal('tolerance');
      solver.dispose();
    });
  });

  it('leave a saddle among many weights, whose curvature is a hundredth of the greatest', async () => {
    await withVariable([...Array.from({length: 200}, () => 0.5), 0], async (w) => {
      const solver = lbfgs();
      const c = tf.linspace(1, 200, 200);
      const loss = lossOf((x) => {
        const [a, b] = tf.split(x, [200, 1]) as [tf.Tensor, tf.Tensor];
        return tf.add(tf.mul(c, tf.square(a)).sum(), tf.sub(tf.pow(b, 4), tf.square(b)).mul(4).add(4).sum());
      }, w);
      const {loss: end, stopped} = await solver.solve(loss, [w]);
      expect(stopped).to.equal('tolerance');
      expect(end).to.be.closeTo(3, 1e-3);
      solver.dispose();
      c.dispose();
    });
  });

  it('move the weights of a model, and weights of layers', async () => {
    const before = tf.memory().numTensors;
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], name: 'straight'})]});
    const [x, y] = [tf.tensor2d([[0], [1], [2]]), tf.tensor2d([[1], [3], [5]])];
    const loss = (): tf.Scalar => tf.tidy(() => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor));
    for (const given of [model, model.layers[0]!.trainableWeights, model.trainableWeights.map((each) => each.read())]) {
      model.setWeights([tf.zeros([1, 1]), tf.zeros([1])]);
      const solver = lbfgs();
      expect((await solver.solve(loss, given)).stopped).to.equal('tolerance');
      const [slope, start] = model.getWeights().map((weight) => weight.dataSync()[0]!);
      expect(slope).to.be.closeTo(2, 1e-3);
      expect(start).to.be.closeTo(1, 1e-3);
      solver.dispose();
    }
    model.dispose();
    tf.dispose([x, y]);
    // Those that setWeights was given.
    expect(tf.memory().numTensors).to.be.at.most(before + 6);
  });

  it('refuse what they cannot do, by name', async () => {
    await withVariable([1], async (w) => {
      const solver = lbfgs();
      expect(() => solver.applyGradients()).to.throw(TypeError, /^Lbfgs: applyGradients gets gradients alone/);
      const f = lossOf((x) => tf.square(x), w);
      const failed = async (options: object, variables: unknown = [w]): Promise<Error> =>
        (await solver.solve(f, variables as tf.Variable[], options).catch((error: unknown) => error)) as Error;
      expect((await failed({tolerance: 0})).message).to.match(/^Lbfgs: solve: tolerance/);
      expect((await failed({tolerance: 1})).message).to.match(/^Lbfgs: solve: tolerance/);
      expect((await failed({maxIterations: -1})).message).to.match(/^Lbfgs: solve: maxIterations/);
      expect((await failed({iterations: 3})).message).to.match(/^Lbfgs: solve: unknown option "iterations"/);
      expect((await failed({curvature: f})).message).to.match(/unknown option "curvature"/);
      expect((await failed({}, [])).message).to.match(/^Lbfgs: solve: variables must be tf.Variable/);
      expect((await failed({}, [{shape: []}])).message).to.match(/^Lbfgs: solve: variables must be tf.Variable/);
      solver.dispose();
    });
  });

  it('refuse another loss at the same weights, and take it when it is a sample', async () => {
    await withVariable([1, 2], (w) => {
      for (const sampled of [false, true]) {
        const solver = lbfgs({sampled});
        const loss = (shift: number) => lossOf((x) => tf.square(tf.sub(x, shift)), w);
        tf.tidy(() => w.assign(tf.tensor1d([1, 2])));
        solver.minimize(loss(0), false, [w]);
        if (sampled) solver.minimize(loss(3), false, [w]);
        else
          expect(() => solver.minimize(loss(3), false, [w])).to.throw(
            RangeError,
            /^Lbfgs: the loss is .* sampled: true/,
          );
        // Weights that somebody else has moved may have any loss.
        tf.tidy(() => w.assign(tf.tensor1d([1, 1])));
        solver.minimize(loss(-4), false, [w]);
        solver.dispose();
      }
    });
  });

  it('take alternating variables for others, and a loss near 0 for the same whatever computes it', async () => {
    await withVariable([1, 2], async (w) => {
      const v = variableOf([5]);
      const solver = lbfgs();
      for (let i = 0; i < 3; i++) {
        solver.minimize(
          lossOf((x) => tf.square(x), w),
          false,
          [w],
        );
        solver.minimize(
          lossOf((x) => tf.add(7, tf.square(x)), v),
          false,
          [v],
        );
      }
      solver.dispose();
      v.dispose();
    });
    for (const make of Object.values(makers)) {
      await withVariable([-1.2, 1], (w) => {
        const solver = make();
        for (let i = 0; i < 80; i++) solver.minimize(rosenbrock(w), false, [w]);
        for (const value of w.dataSync()) expect(value).to.be.closeTo(1, 1e-2);
        solver.dispose();
      });
    }
  });

  it('move the trainable variables that a loss depends on, where none are named', async () => {
    await withVariable([2], async (w) => {
      const [still, frozen] = [variableOf([3]), tf.tidy(() => tf.variable(tf.tensor1d([4]), false))];
      const solver = lbfgs();
      const cost = solver.minimize(
        lossOf((x) => tf.add(tf.square(x), tf.square(frozen)), w),
        true,
      )!;
      expect(cost.dataSync()[0]).to.be.closeTo(20, 1e-5);
      expect(w.dataSync()[0]).to.be.below(2);
      expect([still.dataSync()[0], frozen.dataSync()[0]]).to.deep.equal([3, 4]);
      solver.dispose();
      tf.dispose([cost, still, frozen]);
    });
  });

  it('are where their search says, whatever it has tried after that', async () => {
    const search: LineSearch = Object.assign(
      (line: Line, _: unknown, first: number) => {
        const point = line.at(first / 100);
        line.at(first);
        return point;
      },
      {config: {name: 'own'}},
    );
    for (const make of [lbfgs, conjugateGradient, newtonCG]) {
      await withVariable([4], async (w) => {
        const solver = make({lineSearch: search});
        const seen: number[] = [];
        await solver.solve(
          lossOf((x) => tf.square(x), w),
          [w],
          {
            maxIterations: 3,
            onIteration: ({loss}) => seen.push(w.dataSync()[0]! ** 2 / loss),
          },
        );
        for (const ratio of seen) expect(ratio).to.be.closeTo(1, 1e-5);
        tf.tidy(() => w.assign(tf.tensor1d([4])));
        solver.minimize(
          lossOf((x) => tf.square(x), w),
          false,
          [w],
        );
        expect(w.dataSync()[0]).to.be.within(3.9, 3.9999);
        solver.dispose();
      });
    }
  });

  it('take a loss near 0 for the same where rounding alone has changed it', async () => {
    await withVariable([1], (w) => {
      const solver = lbfgs({lineSearch: exactQuadratic()});
      let noise = 0;
      const loss = (): tf.Scalar => tf.tidy(() => tf.sum(tf.square(w)).add(noise).asScalar());
      solver.minimize(loss, false, [w]);
      noise = 5e-7;
      solver.minimize(loss, false, [w]);
      noise = 5e-6;
      expect(() => solver.minimize(loss, false, [w])).to.throw(RangeError, /^Lbfgs: the loss is/);
      solver.dispose();
    });
  });

  it('leave saddles whatever their line search is', async () => {
    const wood = problems.find(({name}) => name === 'Wood')!;
    for (const lineSearch of [hagerZhang(), backtracking(), exactQuadratic()]) {
      await withVariable([-0.9679739, 0.9471391, -0.9695163, 0.9512477], async (w) => {
        const solver = lbfgs({lineSearch});
        const {loss} = await solver.solve(problemLoss(wood, w), [w], {maxIterations: 1000});
        expect(loss, lineSearch.config.name).to.be.below(7.8);
        solver.dispose();
      });
    }
  });

  it('keep their line search in their configuration', () => {
    for (const lineSearch of [hagerZhang({curvature: 0.3}), exactQuadratic()]) {
      for (const make of [lbfgs, conjugateGradient, newtonCG]) {
        const {lineSearch: config} = make({lineSearch}).getConfig();
        expect(config).to.deep.equal(lineSearch.config);
      }
    }
  });

  it('refuse to be one graph', async function () {
    if (nativeBackend() === null) this.skip();
    const w = variableOf([1, 2]);
    const solver = lbfgs();
    const fn = compile(() =>
      solver.minimize(
        lossOf((x) => tf.square(x), w),
        true,
        [w],
      )!,
    );
    const call = (): void => {
      for (let i = 0; i < 3; i++) fn().dispose();
    };
    expect(call).to.throw(/Lbfgs reads the loss of each trial step/);
    fn.dispose();
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    model.compile({optimizer: solver, loss: 'meanSquaredError'});
    const end = accelerate(model);
    const [x, y] = [tf.ones([4, 2]), tf.ones([4, 1])];
    const steps = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) await model.trainOnBatch(x, y);
    };
    const refused = await steps().catch((error: unknown) => error);
    expect((refused as Error).message).to.match(/Lbfgs reads the loss of each trial step/);
    end();
    tf.dispose([x, y]);
    model.dispose();
    solver.dispose();
    w.dispose();
  });
});

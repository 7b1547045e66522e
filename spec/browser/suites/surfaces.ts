import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  findCriticalPoint,
  hessianTrace,
  sharpness,
  spectralDensity,
  taylorProbe,
  topEigenvalues,
} from '../../../lib/curvature/index.ts';
import {
  alignUnits,
  eigenvectorPlane,
  filterNormalizedDirection,
  interpolate,
  interpolationStudy,
  normalizedDistance,
  pcaPlane,
  permuteUnits,
  plane,
  projectPoint,
  randomPlane,
  symmetricCopy,
  threePointPlane,
} from '../../../lib/landscape/index.ts';
import {layerDiagnostics, train} from '../../../lib/training/index.ts';
import {adam} from '../../../optimizers/index.ts';
import {device, draws, measure, onCpu, short, tanhProblem} from './support.ts';

/** A small model of tanh units, data, and a second set of weights. */
function scene() {
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 3, activation: 'tanh', inputShape: [4]}), tf.layers.dense({units: 2})],
  });
  const weights = (key: string): tf.Tensor[] =>
    model.getWeights().map(({size, shape}, i) => tf.tensor(draws(size, `${key} ${i}`, 0.6), shape));
  const [from, to] = [weights('from'), weights('to')];
  model.setWeights(from);
  const data = {
    x: tf.tensor2d(draws(64, 'x'), [16, 4]),
    y: tf.tensor2d(Array.from({length: 16}, (_, i) => (i % 2 === 0 ? [1, 0] : [0, 1]))),
  };
  const loss = 'softmaxCrossEntropy' as const;
  const dispose = (): void => {
    tf.dispose([from, to, data.x, data.y]);
    model.dispose();
  };
  return {model, from, to, data, loss, dispose};
}

async function inScene<Result>(work: (given: ReturnType<typeof scene>) => Promise<Result>): Promise<Result> {
  const given = scene();
  try {
    return await work(given);
  } finally {
    given.dispose();
  }
}

/** Numbers of a result, in their order. */
const probes: Readonly<Record<string, () => Promise<number[]>>> = {
  topEigenvalues: () =>
    inScene(async ({model, data, loss}) => [...(await topEigenvalues({variables: model, data, loss, k: 1})).values]),
  hessianTrace: () =>
    inScene(async ({model, data, loss}) => [(await hessianTrace({variables: model, data, loss, seed: 1})).trace]),
  spectralDensity: () =>
    inScene(async ({model, data, loss}) => {
      const {resolved} = await spectralDensity({variables: model, data, loss, draws: 1, steps: 8, seed: 1});
      return resolved.slice(0, 2).map(({value}) => value);
    }),
  taylorProbe: () =>
    inScene(async ({model, data, loss}) => {
      const {steps} = await taylorProbe({variables: model, data, loss, rates: [0.05, 0.1]});
      return steps.map(({actual}) => actual);
    }),
  sharpness: () =>
    inScene(async ({model, data, loss}) => [
      (await sharpness({variables: model, data, loss, subspace: 2, iterations: 2})).loss,
    ]),
  findCriticalPoint: async () => {
    const {variables, loss, dispose} = tanhProblem();
    const found = await findCriticalPoint({loss, variables, method: 'newton', steps: 8, iterations: 1});
    dispose();
    return [found.gradientNorms[0]!];
  },
  'interpolate, by loss': () =>
    inScene(async ({model, from, to, data}) => {
      const points = await interpolate({model, from, to, data, alphas: [0, 0.25, 0.5, 0.75, 1]});
      return points.map(({trainLoss}) => trainLoss as number);
    }),
  'interpolate, by an asynchronous function': () =>
    inScene(async ({model, from, to, data}) => {
      const evaluate = async (): Promise<number> => {
        const value = tf.tidy(() => tf.mean(tf.square(tf.sub(model.predict(data.x) as tf.Tensor, data.y))));
        const [loss] = await value.data();
        value.dispose();
        return loss!;
      };
      const points = await interpolate({model, from, to, evaluate, alphas: [0, 0.5, 1]});
      return points.map(({loss}) => loss as number);
    }),
  plane: () =>
    inScene(async ({model, from, to, data}) => {
      const directions: [tf.Tensor[], tf.Tensor[]] = [to, from];
      const surface = await plane({model, origin: from, directions, data, x: [-1, 0, 1], y: [0, 0.5]});
      return surface.loss.flat();
    }),
  eigenvectorPlane: () =>
    inScene(async ({model, data, loss}) => {
      const {values, origin, directions} = await eigenvectorPlane({model, data, loss, seed: 1});
      tf.dispose([origin, ...directions].flat());
      return [...values];
    }),
  train: () =>
    inScene(async ({model, data, loss}) => {
      const optimizer = adam(0.02);
      const options = {model, data, loss, optimizer, epochs: 3, batchSize: 4, diagnostics: true, seed: 1} as const;
      const {history} = await train(options);
      optimizer.dispose();
      return history.flatMap(({trainLoss, layers}) => [trainLoss, ...layers!.map(({gradientNorm}) => gradientNorm)]);
    }),
};

/** Functions that give their result at once, by name. */
const synchronous: Readonly<Record<string, () => unknown>> = {
  normalizedDistance: () => withScene(({from, to}) => normalizedDistance(from, to)),
  alignUnits: () => withScene(({model, to}) => tf.dispose(alignUnits({model, reference: to}).weights)),
  pcaPlane: () =>
    withScene(({model, from, to}) => {
      const between = tf.tidy(() => from.map((each, i) => tf.add(tf.mul(each, 0.3), tf.square(to[i]!))));
      const {origin, directions} = pcaPlane({model, trajectory: [from, to, between]});
      tf.dispose([between, origin, ...directions].flat());
    }),
  projectPoint: () =>
    withScene(({from, to}) => {
      const other = tf.tidy(() => to.map((each) => tf.add(tf.square(each), 0.1)));
      projectPoint({origin: from, directions: [to, other]}, to);
      tf.dispose(other);
    }),
  randomPlane: () =>
    withScene(({model}) => {
      const {origin, directions} = randomPlane({model, seed: 1});
      tf.dispose([origin, ...directions].flat());
    }),
  threePointPlane: () =>
    withScene(({from, to}) => {
      const third = tf.tidy(() => to.map((each) => tf.add(tf.square(each), 0.1)));
      const {origin, directions} = threePointPlane([from, to, third]);
      tf.dispose([origin, third, ...directions].flat());
    }),
  layerDiagnostics: () => withScene(({model, data, loss}) => layerDiagnostics({model, loss, batch: data})),
};

function withScene(work: (given: ReturnType<typeof scene>) => unknown): void {
  const given = scene();
  try {
    work(given);
  } finally {
    given.dispose();
  }
}

/** Curvature, landscape and training, against the plain JavaScript backend. */
export function surfaces(): void {
  describe('curvature, landscape, training', () => {
    for (const [name, probe] of Object.entries(probes)) {
      it(name, async () => {
        const expected = await onCpu(probe);
        const before = tf.memory().numTensors;
        const own = await probe();
        const size = Math.max(...expected.map(Math.abs));
        const apart = Math.max(...own.map((value, i) => Math.abs(value - expected[i]!))) / size;
        measure('difference of probes', name, short(apart));
        expect(own).to.have.length(expected.length);
        expect(apart).to.be.below(device.precision === 16 ? 0.1 : 1e-3);
        expect(tf.memory().numTensors).to.equal(before);
      });
    }

    for (const [name, call] of Object.entries(synchronous)) {
      it(`${name} works, or is refused by name`, () => {
        if (device.backend === 'webgpu') expect(call).to.throw(new RegExp(`^${name}: reads tensors at once, .*webgpu`));
        else call();
      });
    }

    it('interpolationStudy is refused by name on WebGPU', async function () {
      if (device.backend !== 'webgpu') this.skip();
      const error = await interpolationStudy({} as never).catch((thrown: Error) => thrown);
      expect((error as Error).message).to.match(/^interpolationStudy: reads tensors at once/);
    });

    it('units are permuted and rescaled without reading', () =>
      inScene(async ({model}) => {
        const [layer] = model.layers as [tf.layers.Layer];
        const moved = permuteUnits({model, layer, order: [2, 0, 1]});
        const copy = symmetricCopy({model, seed: 1});
        tf.dispose([moved, copy, filterNormalizedDirection({model, seed: 1})]);
      }));
  });
}

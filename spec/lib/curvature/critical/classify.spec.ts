import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {classify, type ClassifyOptions, type CriticalPoint} from '../../../../lib/curvature/critical/classify.ts';
import {withLoss} from '../../../../lib/curvature/problem/index.ts';

const defaults: ClassifyOptions = {seed: 0, gradientTolerance: 1e-4, flatTolerance: 0.01, steps: 200};

/** The origin of b x + 1/2 sum a_i x_i^2: its gradient is b, its Hessian has a on its diagonal. */
async function atOrigin(a: number[], b: number[], options: Partial<ClassifyOptions> = {}): Promise<CriticalPoint> {
  const before = tf.memory().numTensors;
  const w = tf.tidy(() => tf.variable(tf.zeros([a.length])));
  const loss = () => tf.sum(tf.add(tf.mul(b, w), tf.mul(0.5, tf.mul(a, tf.square(w))))) as tf.Scalar;
  try {
    return await withLoss('spec', {loss, variables: [w]}, (problem) =>
      classify('spec', problem, {...defaults, ...options}),
    );
  } finally {
    w.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  }
}

describe('classify', () => {
  it('calls a gradient of just the tolerance zero', async () => {
    const kindAt = async (gradientTolerance: number) => (await atOrigin([1, 2], [0.25, 0], {gradientTolerance})).kind;
    expect(await kindAt(0.25)).to.equal('minimum');
    expect(await kindAt(0.24)).to.equal('not critical');
  });

  it('measures |Hg| / |g| against the largest of all magnitudes', async () => {
    for (const other of [4, -4]) {
      // |Hg| / |g| is 0.5, an eighth of the largest magnitude.
      const kindAt = async (flatTolerance: number) => (await atOrigin([0.5, other], [3, 0], {flatTolerance})).kind;
      expect(await kindAt(0.126), `${other}`).to.equal('gradient-flat');
      expect(await kindAt(0.124), `${other}`).to.equal('not critical');
    }
    const flat = await atOrigin([0, 0], [3, 0]);
    expect([flat.kind, flat.relativeCurvature, flat.isDegenerate]).to.deep.equal(['gradient-flat', 0, false]);
  });

  it('says it in words', async () => {
    expect((await atOrigin([1, 3], [0, 0])).verdict).to.equal(
      'minimum: |g| 0.00, eigenvalues from 1.00 to 3.00, 0 negative eigenvalues',
    );
    expect((await atOrigin([-1, 0, 2], [0, 0, 0])).verdict).to.equal(
      'saddle: |g| 0.00, eigenvalues from -1.00 to 2.00, 1 negative eigenvalues; ' +
        'some eigenvalues are zero, the second-order test leaves these directions open',
    );
    expect((await atOrigin([0.5, -128], [2, 0])).verdict).to.equal(
      'gradient-flat: no critical point, but |Hg|/|g| is only 0.500, at most 0.01 of the largest |eigenvalue|, so that ' +
        'methods which lower |g| stop here; ' +
        '|g| 2.00, eigenvalues from -128 to 0.500, 1 negative eigenvalues',
    );
  });

  it('says where the number of negative eigenvalues is an estimate', async () => {
    const a = Array.from({length: 40}, (_, i) => (i < 10 ? -2 : 1));
    const {verdict, isExact, index} = await atOrigin(
      a,
      a.map(() => 0),
      {steps: 8},
    );
    expect(isExact).to.equal(false);
    const [, low, high] = /, (\d+) to (\d+) negative eigenvalues$/.exec(verdict)!.map(Number) as [0, number, number];
    expect(low).to.be.at.most(10);
    expect(high).to.be.at.least(10);
    expect([index.low - low, index.high - high].every((error) => Math.abs(error) <= 0.5)).to.equal(true);
  });

  it('tells how many products it expects: as many as there then are where every eigenvalue is computed', async () => {
    for (const size of [5, 8]) {
      const seen: {products: number; expected: number}[] = [];
      const a = Array.from({length: size}, (_, i) => i + 1);
      await atOrigin(a, [1, ...a.slice(1).map(() => 0)], {steps: 8, onProgress: (each) => void seen.push({...each})});
      expect(seen.map(({products}) => products)).to.deep.equal(Array.from({length: size + 1}, (_, i) => i + 1));
      expect(new Set(seen.map(({expected}) => expected))).to.deep.equal(new Set([size + 1]));
    }
  });

  it('ends before its next product where a signal says so', async () => {
    const controller = new AbortController();
    const onProgress = ({products}: {products: number}) => {
      if (products === 2) controller.abort(new Error('enough'));
    };
    let reason: unknown;
    await atOrigin([1, 2, 3], [1, 0, 0], {signal: controller.signal, onProgress}).catch((error: unknown) => {
      reason = error;
    });
    expect((reason as Error).message).to.equal('enough');
  });
});

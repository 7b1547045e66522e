import * as tf from '@tensorflow/tfjs';
import {normalizedDistance} from '../measures/distance.ts';
import {gaussLength} from '../measures/gauss-length.ts';
import {pathMeasures} from '../measures/path-measures.ts';
import {type PointEvaluator, pointEvaluator} from '../scan/point-evaluator.ts';
import {type ScanWeights, scanWeights} from '../scan/weights.ts';
import {type PathEnds, type PathPoint, walkPath} from './interpolate.ts';
import type {StudyPath, StudyPathKey} from './study-types.ts';
import type {StudyOptions} from './study-table.ts';

/** Examples whose outputs the Gauss length is made of. */
const traced = 200;

const lossesOf = (points: readonly PathPoint[], split: 'train' | 'test'): number[] =>
  points.map((point) => point[`${split}Loss`] as number);

/** What the paths of a study share. */
export class StudyWork {
  readonly options: StudyOptions;
  readonly model: tf.LayersModel;
  readonly #alphas: readonly number[];
  readonly #tolerance: number;
  readonly #weights: ScanWeights;
  readonly #evaluator: PointEvaluator;
  readonly #tracer: PointEvaluator;
  readonly #traced: tf.Tensor;
  #outputs: Float32Array[] = [];
  #done = 0;
  readonly #total: number;

  constructor(
    options: StudyOptions,
    {alphas, tolerance, total}: {alphas: readonly number[]; tolerance: number; total: number},
  ) {
    const {data, test, loss, batchNorm, build, seeds} = options;
    this.options = options;
    this.#alphas = alphas;
    this.#tolerance = tolerance;
    this.#total = total;
    this.model = build(seeds?.[0] ?? 1);
    this.#weights = scanWeights('interpolationStudy', {model: this.model});
    const measured = {data, ...(test && {test}), ...(loss && {loss}), ...(batchNorm && {batchNorm})};
    this.#evaluator = pointEvaluator('interpolationStudy', this.#weights, measured);
    this.#traced = tf.slice(data.x, 0, Math.min(traced, data.x.shape[0]));
    this.#tracer = pointEvaluator('interpolationStudy', this.#weights, {
      data,
      ...(batchNorm && {batchNorm}),
      evaluate: () => {
        const predicted = this.model.predictOnBatch(this.#traced) as tf.Tensor;
        this.#outputs.push(predicted.dataSync<'float32'>());
        predicted.dispose();
        return 0;
      },
    });
  }

  finished(what: string): void {
    this.options.onProgress?.({done: ++this.#done, total: this.#total, what});
  }

  async path(key: StudyPathKey, ends: PathEnds): Promise<StudyPath> {
    const {test, store, signal} = this.options;
    const points = await walkPath(
      this.#weights,
      this.#evaluator,
      {...ends, alphas: this.#alphas},
      {
        ...(signal && {signal}),
        ...(store && {done: store.points(key), onPoints: (measured) => store.keepPoints(key, measured)}),
      },
    );
    const options = {alphas: this.#alphas, tolerance: this.#tolerance};
    return {
      points,
      train: pathMeasures(lossesOf(points, 'train'), options),
      test: test ? pathMeasures(lossesOf(points, 'test'), options) : null,
      normalizedDistance: normalizedDistance(ends.from, ends.to),
    };
  }

  /** How much the outputs for the first examples turn between the ends; null on fewer than three points. */
  async gaussLength({from, to}: PathEnds): Promise<number | null> {
    const width = (this.model.outputs[0]!.shape.slice(1) as number[]).reduce((product, size) => product * size, 1);
    const alphas = this.#alphas.filter((alpha) => alpha >= 0 && alpha <= 1);
    if (alphas.length < 3) return null;
    this.#outputs = [];
    await walkPath(this.#weights, this.#tracer, {from, to, alphas}, {});
    return gaussLength(this.#outputs, width);
  }

  dispose(): void {
    this.#evaluator.dispose();
    this.#tracer.dispose();
    this.#traced.dispose();
    this.model.dispose();
  }
}

import type {LossSource} from '../../lib/curvature/index.ts';
import type {CurvatureRecord} from '../report/curvature/record.ts';
import {unitKey} from '../run/units.ts';
import {sliceExamples} from '../../lib/training/objective/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import {stepProgress} from '../terminal/step-progress.ts';
import type {HessianOptions} from './hessian-options.ts';
import {expectedProducts} from './expected-time.ts';
import {probeMoment, type Subject} from './probe.ts';

/** A moment that is to be probed, with the name of its record. */
export interface Task extends Pick<Subject, 'hasGaussNewton' | 'isLast' | 'learningRate'> {
  readonly key: string;
  readonly about: Pick<CurvatureRecord, 'label' | 'seed' | 'epoch' | 'updates' | 'edge'>;
}

/** The first so many examples, to be disposed of where they are not all. */
export const firstExamples = (data: Examples, examples: number | null): Examples =>
  sliceExamples(data, 0, examples ?? data.x.shape[0]);

/** Products that tasks take, about. */
const productsOf = (tasks: readonly Task[], options: HessianOptions): number =>
  tasks.reduce((sum, task) => sum + expectedProducts(options, task), 0);

/** Names a moment by what is probed and by the settings and the number of examples that its record depends on. */
export function taskKey(subject: object, {every: _every, ...settings}: HessianOptions, count: number): string {
  return unitKey({...subject, ...settings, count});
}

/** Probes moments one after the other and tells how far it is. */
export class ProbeSession {
  readonly #options: HessianOptions;
  readonly #signal: AbortSignal;
  readonly #progress: ReturnType<typeof stepProgress>;
  #done = 0;

  constructor(
    options: HessianOptions,
    {tasks, quiet, signal}: {tasks: readonly Task[]; quiet: boolean; signal: AbortSignal},
  ) {
    this.#options = options;
    this.#signal = signal;
    this.#progress = stepProgress(productsOf(tasks, options), {quiet, every: 10});
  }

  /** The record of a moment. */
  async probe(task: Task, source: LossSource, count: number): Promise<CurvatureRecord> {
    const {about, key, learningRate} = task;
    const expected = expectedProducts(this.#options, task);
    const when = about.epoch === null ? '' : ` epoch ${Number(about.epoch.toFixed(2))}`;
    const onProduct = (done: number) => {
      // It may take more than expected: the end is told once, when it is there.
      if (done < expected) this.#progress.step(this.#done + done, `products, ${about.label}${when}`);
    };
    const found = await probeMoment({...task, source}, this.#options, {signal: this.#signal, onProduct});
    this.#done += expected;
    this.#progress.step(this.#done, `products, ${about.label}${when}`);
    return {key, ...about, learningRate, examples: count, ...found};
  }

  stop(): void {
    this.#progress.stop();
  }
}

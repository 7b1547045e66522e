import * as tf from '@tensorflow/tfjs';
import {type Elementwise, isSingle, type Step} from './program.ts';

/** Something that is no program over elements; the plain way does it. */
export class NotElementwise extends Error {}

interface Entry {
  /** Undefined for values of JavaScript that differ from element to element. */
  readonly step: number | undefined;
  count: number;
}

/** A backend of TensorFlow.js that computes nothing and writes the operations down. */
export class RecordingBackend extends tf.KernelBackend {
  readonly steps: Step[] = [];
  /** Names, or constants. */
  readonly numbers: (string | number)[] = [];
  readonly #size: number;
  readonly #entries = new WeakMap<object, Entry>();
  readonly #known = new Map<string, number>();
  #live = 0;

  /** @param size the number of elements */
  constructor(size: number) {
    super();
    this.#size = size;
  }

  /** Adds a step, or finds the same one. */
  add(step: Step): number {
    const key = JSON.stringify(step);
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.steps.push(step) - 1;
      this.#known.set(key, index);
    }
    return index;
  }

  number(name: string | number): number {
    let index = this.numbers.findIndex((each) => Object.is(each, name));
    if (index < 0) index = this.numbers.push(name) - 1;
    return this.add({kind: 'number', index});
  }

  operation(operation: Elementwise, ...steps: number[]): number {
    return this.add({kind: 'operation', operation, steps, isSingle: steps.every((index) => this.isSingle(index))});
  }

  isSingle(index: number): boolean {
    return isSingle(this.steps[index]!);
  }

  /** What stands for the result of a step. */
  info(step: number, shape: number[], dtype: tf.DataType = 'float32'): tf.TensorInfo {
    if (!this.isSingle(step) && tf.util.sizeFromShape(shape) !== this.#size) throw new NotElementwise();
    return {dataId: this.#enter(step), shape, dtype};
  }

  /** The step that made a tensor. */
  stepOf({dataId}: tf.TensorInfo): number {
    const step = this.#entries.get(dataId)?.step;
    if (step === undefined) throw new NotElementwise();
    return step;
  }

  #enter(step: number | undefined): object {
    const dataId = {};
    this.#entries.set(dataId, {step, count: 1});
    this.#live++;
    return dataId;
  }

  override write(values: tf.backend_util.BackendValues | null): object {
    const [first] = values ?? [];
    const isConstant = typeof first === 'number' && (values as ArrayLike<unknown> & Iterable<unknown>).length > 0;
    const isUniform = isConstant && [...(values as Float32Array)].every((value) => Object.is(value, first));
    return this.#enter(isUniform ? this.number(Math.fround(first)) : undefined);
  }

  override disposeData(dataId: object, force = false): boolean {
    const entry = this.#entries.get(dataId);
    if (entry === undefined) return true;
    entry.count--;
    if (!force && entry.count > 0) return false;
    this.#entries.delete(dataId);
    this.#live--;
    return true;
  }

  override refCount(dataId: object): number {
    return this.#entries.get(dataId)?.count ?? 0;
  }

  override incRef(dataId: object): void {
    const entry = this.#entries.get(dataId);
    if (entry !== undefined) entry.count++;
  }

  override numDataIds(): number {
    return this.#live;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override readSync(): never {
    throw new NotElementwise();
  }

  override async read(): Promise<never> {
    throw new NotElementwise();
  }

  override timerAvailable(): boolean {
    return false;
  }

  override memory(): {unreliable: boolean} {
    return {unreliable: true};
  }

  override dispose(): void {}
}

import * as tf from '@tensorflow/tfjs';

/**
 * A number of one update.
 *
 * An equation computes with `scalar`, and decides by `isZero` and `isNegligible` what it computes. Whoever records it notes what it
 * asked, and records anew where an answer changes.
 */
export interface Coefficient {
  /** In float64. Where an equation reads it, each of its values needs a record of its own. */
  readonly number: number;
  /** As a tensor that all variables of the update share. */
  readonly scalar: tf.Scalar;
  readonly isZero: boolean;
  /** Whether it counts as 0, because float32 arithmetic may flush a number so small to 0. */
  readonly isNegligible: boolean;
}

/** What an equation may ask of a number, beside computing with it. */
export type Question = Exclude<keyof Coefficient, 'scalar'>;

/** Whether a backend may flush a number >= 0 to 0; updates are in float32 on every device, see `inFloat32`. */
export function isNegligible(number: number): boolean {
  return number < 1.2e-38;
}

/** The answer to a question about a number. */
export function answer(question: Question, number: number): number | boolean {
  if (question === 'isZero') return number === 0;
  return question === 'isNegligible' ? isNegligible(number) : number;
}

/**
 * A number with its tensor that tells what it is asked; a class, because an object with getters of its own costs a closure for each
 * at every update.
 */
class Told implements Coefficient {
  readonly scalar: tf.Scalar;
  readonly #number: number;
  readonly #asked: Asked;

  constructor(number: number, scalar: tf.Scalar, asked: Asked) {
    this.scalar = scalar;
    this.#number = number;
    this.#asked = asked;
  }

  #tell(question: Question): number | boolean {
    const given = answer(question, this.#number);
    this.#asked(question, given);
    return given;
  }

  get number(): number {
    return Number(this.#tell('number'));
  }

  get isZero(): boolean {
    return this.#tell('isZero') === true;
  }

  get isNegligible(): boolean {
    return this.#tell('isNegligible') === true;
  }
}

/** Is told what an equation asks, and the answer. */
type Asked = (question: Question, given: number | boolean) => void;

/** Makes a number available to an equation that is recorded. */
export function coefficient(number: number, scalar: tf.Scalar, asked: Asked): Coefficient {
  return new Told(number, scalar, asked);
}

/**
 * Hands numbers to the backend once, so that each operation need not.
 *
 * @param numbers by name
 * @returns the numbers with their tensors, which belong to the surrounding tf.tidy
 * @example
 * tf.tidy(() => toCoefficients({rate: 0.1}).rate.scalar.dataSync()[0]); // 0.1 in float32
 */
export function toCoefficients<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
): Record<Name, Coefficient> {
  const coefficients: Partial<Record<Name, Coefficient>> = {};
  for (const name of Object.keys(numbers) as Name[]) {
    const number = numbers[name];
    coefficients[name] = {
      number,
      scalar: tf.scalar(number),
      isZero: number === 0,
      isNegligible: isNegligible(number),
    };
  }
  return coefficients as Record<Name, Coefficient>;
}

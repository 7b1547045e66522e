import type {Feed} from '../graph/node.ts';

interface ExpectedNumber {
  readonly name: string;
  readonly number: number;
  readonly update: number;
}

/** Numbers of an update that are about to be handed to the backend as scalars. */
export class ExpectedNumbers {
  #queue: ExpectedNumber[] = [];
  #count = 0;
  #repeated: ExpectedNumber | null = null;

  /**
   * Says that the next scalars are these numbers, which differ from call to call.
   *
   * @param update which update of the recorded call they belong to
   * @param numbers in the order in which they come
   * @param repeated one more, which may come any number of times after them until `end`
   */
  expect(update: number, numbers: Readonly<Record<string, number>>, repeated: number | null): void {
    this.#queue = Object.entries(numbers).map(([name, number]) => ({name, number, update}));
    this.#count = this.#queue.length;
    this.#repeated = repeated === null ? null : {name: 'shrinkage', number: repeated, update};
  }

  /** The number that a scalar with this value is; null where it is none of them. */
  take(value: unknown): Feed | null {
    const next = this.#queue[0] ?? this.#repeated;
    if (next === null || !Object.is(value, Math.fround(next.number))) return null;
    this.#queue.shift();
    return {kind: 'number', update: next.update, name: next.name};
  }

  /** Ends the wait; throws where only some of the numbers have come. */
  end(): void {
    const [first] = this.#queue;
    const isPartial = this.#queue.length < this.#count;
    this.#queue = [];
    this.#repeated = null;
    if (first !== undefined && isPartial) {
      throw new Error(`internal: the number "${first.name}" of an update was not recorded`);
    }
  }
}

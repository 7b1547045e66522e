/** How fast the steps of a training follow on each other, with all that lies between them. */
export class Pace {
  /** Examples in a step. */
  readonly size: number;
  #fastest = 0;
  #last: {readonly start: number; readonly steps: number} | null = null;

  constructor(size: number) {
    this.size = size;
  }

  /** Takes notice that steps begin, together. */
  begin(steps: number): void {
    const start = performance.now();
    if (this.#last !== null) {
      const each = (start - this.#last.start) / this.#last.steps;
      this.#fastest = this.#fastest === 0 ? each : Math.min(this.#fastest, each);
    }
    this.#last = {start, steps};
  }

  /** What comes next does not follow on the last step. */
  pause(): void {
    this.#last = null;
  }

  /** What so many steps take at least, in ms; 0 where nothing is known. */
  least(steps: number): number {
    return steps * this.#fastest;
  }
}

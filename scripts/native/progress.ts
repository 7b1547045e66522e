/** Writes one line a step to standard error, with the seconds it took; nothing where `quiet`. */
export class Progress {
  readonly #write: (text: string) => void;
  #begun = false;

  constructor(quiet: boolean, write: (text: string) => void = (text) => void process.stderr.write(text)) {
    this.#write = quiet ? () => {} : write;
  }

  #begin(): void {
    if (!this.#begun) this.#write('Making the native TensorFlow backend ready (once for this machine and user):\n');
    this.#begun = true;
  }

  /** Writes one line that is no step. */
  note(line: string): void {
    this.#begin();
    this.#write(`  ${line}\n`);
  }

  /** Runs a step under its name; the name appears at once, the time when the step ends. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#begin();
    const start = performance.now();
    this.#write(`  ${name} ... `);
    try {
      const result = await work();
      this.#write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
      return result;
    } catch (error) {
      this.#write('no\n');
      throw error;
    }
  }
}

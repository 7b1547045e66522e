const most = 256;

/** Short names for long texts: a key is read at every step, letter by letter. */
export class ShortNames {
  readonly #names = new Map<string, string>();
  #count = 0;

  /** The name of a text; another text never has the same, though a text that was there long ago may have a new one. */
  of(text: string): string {
    let name = this.#names.get(text);
    if (name === undefined) {
      if (this.#names.size >= most) this.#names.clear();
      this.#names.set(text, (name = `key ${this.#count++}`));
    }
    return name;
  }
}

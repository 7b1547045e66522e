/** A checkpoint that cannot be read or written, or does not fit; the message names the file, what is wrong, and the way out. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
  readonly code = 'CHECKPOINT';
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`checkpoint ${path}: ${problem}`, options);
    this.path = path;
  }
}

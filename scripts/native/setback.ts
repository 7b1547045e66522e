/** Why a way to the native backend is closed on this machine, and what has to be done first to open it. */
export class Setback extends Error {
  /** Words that go before the command that tries again, their own connective included. */
  readonly first: string;

  /** Whether trying again soon is likely to fail in the same way, after minutes of waiting. */
  readonly slow: boolean;

  constructor(reason: string, {first = '', slow = false}: {first?: string; slow?: boolean} = {}) {
    super(reason);
    this.name = 'Setback';
    this.first = first;
    this.slow = slow;
  }
}

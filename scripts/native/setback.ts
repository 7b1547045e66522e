/** Why a way to the native backend is closed on this machine, and the command that would open it. */
export class Setback extends Error {
  readonly remedy: string | undefined;

  constructor(reason: string, remedy?: string) {
    super(reason);
    this.name = 'Setback';
    this.remedy = remedy;
  }
}

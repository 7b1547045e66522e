import {type ChildProcess, spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import type {Answer, Request} from './protocol.ts';

/** The end of what a program complained about, for a message. */
const tailLength = 2000;

/** A worker: a process that answers a line of JSON on standard input by a line of JSON on standard output. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #complaints = '';

  /**
   * @param command the program and its arguments
   * @param place `environment`: all of it, default that of this process; `folder`: where it runs, default here
   */
  constructor(
    [program, ...argv]: readonly string[],
    {environment, folder}: {environment?: NodeJS.ProcessEnv; folder?: string} = {},
  ) {
    this.#child = spawn(program!, argv, {env: environment, cwd: folder, stdio: ['pipe', 'pipe', 'pipe']});
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-tailLength);
    });
    // Without a listener these would end this process; the missing answer tells enough.
    this.#child.on('error', ({message}) => (this.#complaints += message));
    this.#child.stdin!.on('error', () => {});
    this.#answers = createInterface({input: this.#child.stdout!})[Symbol.asyncIterator]();
  }

  /**
   * Sends a request and resolves to its answer.
   *
   * @returns an `error` where the process ends before it answers, takes too long or answers in other words
   * @param limit milliseconds, 10 minutes by default
   */
  async ask(request: Request, limit = 600_000): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), limit);
    const {value, done} = await this.#answers.next();
    clearTimeout(timer);
    if (done === true) return {error: this.#complaints.trim() || 'it ended without an answer'};
    try {
      return JSON.parse(value) as Answer;
    } catch {
      return {error: `it answered "${value.slice(0, 200)}"`};
    }
  }

  /** Ends the process. */
  stop(): void {
    this.#child.stdin!.end();
    this.#child.kill('SIGKILL');
  }
}

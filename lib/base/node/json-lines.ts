import {appendFileSync, readFileSync, truncateSync} from 'node:fs';
import {writeAtomically} from './atomic-write.ts';
import {FileError, fileProblem, isFileThere} from './file-problem.ts';
import {parseJson, stringifyJson} from '../json.ts';

const newline = 0x0a;

/**
 * A file of one JSON document a line that only grows; a line counts once its line break is written,
 * so the torn last line of a killed process is dropped.
 *
 * @example
 * const events = new JsonLines('runs/first/metrics.jsonl');
 * events.append({epoch: 1, loss: Number.NaN});
 * events.read(); // [{epoch: 1, loss: NaN}]
 */
export class JsonLines {
  readonly path: string;
  private repaired = false;

  /** @param path the file, made by the first {@link append} */
  constructor(path: string) {
    this.path = path;
  }

  /**
   * Adds one line; the first call cuts off a torn line that an earlier process left.
   *
   * @throws FileError naming the file, the reason and the way out, where it cannot be written
   */
  append(value: unknown): void {
    const line = `${stringifyJson(value)}\n`;
    if (!this.repaired) this.cutTornLine();
    try {
      appendFileSync(this.path, line);
    } catch (error) {
      // A part of the line may be written: the next one must not follow it.
      this.repaired = false;
      throw new FileError(this.path, error);
    }
  }

  /**
   * Reads every whole line, an empty list if there is no file.
   *
   * @throws SyntaxError naming file and line if a whole line is no JSON
   */
  read(): unknown[] {
    if (!this.exists()) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n').slice(0, -1);
    return lines.map((line, index) => {
      try {
        return parseJson(line);
      } catch {
        throw new SyntaxError(`${this.path}, line ${index + 1} is no JSON: remove the line or start a new run`);
      }
    });
  }

  /** Replaces the whole content at once. */
  rewrite(values: readonly unknown[]): void {
    writeAtomically(this.path, values.map((value) => `${stringifyJson(value)}\n`).join(''));
    this.repaired = true;
  }

  /** Whether there is a file. */
  private exists(): boolean {
    try {
      return isFileThere(this.path);
    } catch (error) {
      throw new SyntaxError(`${this.path} ${fileProblem(error)}`, {cause: error});
    }
  }

  private cutTornLine(): void {
    if (this.exists()) {
      const bytes = readFileSync(this.path);
      const whole = bytes.lastIndexOf(newline) + 1;
      if (whole < bytes.length) truncateSync(this.path, whole);
    }
    this.repaired = true;
  }
}

import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeAtomically} from '../../../lib/base/node/atomic-write.ts';
import {fileProblem, isFileThere} from '../../../lib/base/node/file-problem.ts';
import {type FolderHold, holdFolder} from '../../../lib/base/node/hold-folder.ts';
import {JsonLines} from '../../../lib/base/node/json-lines.ts';
import {parseJson, stringifyJson} from '../../../lib/base/json.ts';
import type * as z from 'zod';
import {checked, checkedLines, told} from './checked.ts';
import {type RunEvent, runEvent, type RunTimes, runTimes} from './schemas.ts';

/**
 * The folder of one run: `config.json`, `versions.json`, `metrics.jsonl` (no times, so that equal runs write equal bytes),
 * `times.jsonl`, `figures/`, `checkpoints/` and `report.html`.
 *
 * Made by {@link createRunFolder} or {@link openRunFolder}.
 */
export class RunFolder {
  readonly path: string;
  private readonly events: JsonLines;
  private readonly times: JsonLines;
  private held: FolderHold | null = null;

  /** @param path an existing folder */
  constructor(path: string) {
    this.path = path;
    this.events = new JsonLines(join(path, 'metrics.jsonl'));
    this.times = new JsonLines(join(path, 'times.jsonl'));
  }

  /**
   * Takes the folder for this process alone, where this object has not done so yet.
   *
   * @throws FolderHeldError where another process works in it
   */
  hold(): this {
    this.held ??= holdFolder(this.path);
    return this;
  }

  /** Gives the folder back, as does the end of the process. */
  release(): void {
    this.held?.release();
    this.held = null;
  }

  /** Path of a file of this folder. */
  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Writes a JSON document atomically, indented for people to read. */
  writeJson(name: string, value: unknown): string {
    return this.write(name, `${stringifyJson(value, 2)}\n`);
  }

  /** Reads a JSON document, undefined if it is not there. */
  readJson(name: string): unknown {
    const path = this.file(name);
    try {
      if (!isFileThere(path)) return undefined;
    } catch (error) {
      throw new SyntaxError(`${path} ${fileProblem(error)}`, {cause: error});
    }
    try {
      return parseJson(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new SyntaxError(`${path} is no JSON: ${(error as Error).message}`);
    }
  }

  /**
   * Reads a JSON document that must be what a schema says, undefined if it is not there.
   *
   * @param what it should be, as in "the config.json of a run"
   * @throws CommandError where it is something else
   */
  readDocument<Schema extends z.ZodType>(name: string, schema: Schema, what: string): z.infer<Schema> | undefined {
    const value = told(() => this.readJson(name));
    if (value === undefined) return undefined;
    return checked(schema, value, {where: this.file(name), what, remedy: 'mend the file or start a new run'});
  }

  /** Adds one line to `metrics.jsonl`; keep times out of it. */
  appendEvent(event: RunEvent): void {
    this.events.append(event);
  }

  /** Every whole line of `metrics.jsonl`; a torn last line is dropped. */
  readEvents(): RunEvent[] {
    return checkedLines(this.events, runEvent, 'an event of a run');
  }

  /** Replaces `metrics.jsonl` atomically, for a resume that drops the events of unfinished work. */
  rewriteEvents(events: readonly RunEvent[]): void {
    this.events.rewrite(events);
  }

  /** Adds one line to `times.jsonl`. */
  appendTimes(times: RunTimes): void {
    this.times.append(times);
  }

  /** Every whole line of `times.jsonl`. */
  readTimes(): RunTimes[] {
    return checkedLines(this.times, runTimes, 'a time of a run');
  }

  /** Replaces `times.jsonl` atomically. */
  rewriteTimes(times: readonly RunTimes[]): void {
    this.times.rewrite(times);
  }

  /** Writes `figures/<name>.svg` and returns its path. */
  writeFigure(name: string, svg: string): string {
    return this.write(join('figures', `${name}.svg`), svg);
  }

  /** Writes another page, `<name>.html`, and returns its path. */
  writePage(name: string, html: string): string {
    return this.write(`${name}.html`, html);
  }

  /** Writes `report.html` and returns its path. */
  writeReport(html: string): string {
    return this.write('report.html', html);
  }

  private write(name: string, content: string): string {
    const path = this.file(name);
    mkdirSync(join(path, '..'), {recursive: true});
    writeAtomically(path, content);
    return path;
  }
}

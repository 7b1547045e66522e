import {holdFolder} from '../../lib/base/node/hold-folder.ts';
import {type BackendDiagnosis, diagnoseBackend} from '../../lib/native/index.ts';
import type {Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import type {RunFolder} from './folder/run-folder.ts';
import {type Facts, printFacts} from './header.ts';
import type {Printing} from './output-options.ts';
import {type Asked, type Call, readRequest, type Request, type RequestReader} from './read-request.ts';
import {printable} from '../terminal/printable.ts';
import {resumeCommand} from './resume.ts';
import {type Place, startedBy} from './start-run.ts';

/** What the work of a run knows of what is around it. */
export interface Around extends Printing {
  readonly folder: RunFolder;
  /** The facts at the head of the page. */
  readonly header: Facts;
  /** The command that started the run, for its page. */
  readonly command: string;
  /** Ends the work; what is done by then stays in the folder. */
  readonly signal: AbortSignal;
  /** Whether nothing is told of what goes on. */
  readonly isSilent: boolean;
}

/** Work whose backend and data are loaded: what they do not allow has been refused. */
export interface Work<Found> {
  /** The command, by whose name a run is gone on with. */
  readonly command: string;
  readonly place: Place;
  /** What else is to be known beforehand, such as the time that it will take; what it throws leaves no folder behind. */
  readonly foresee?: () => Promise<Facts>;
  readonly header: (folder: RunFolder, report: BackendDiagnosis) => Facts;
  /** What is printed above the progress; the header and what was foreseen, where it is left out. */
  readonly above?: (header: Facts, foreseen: Facts) => Promise<Facts> | Facts;
  /** Whether `--json` leaves that out, as `--quiet` always does. */
  readonly isBareWithJson: boolean;
  /** Does it, or ends early where the signal says so. */
  readonly carryOut: (around: Around) => Promise<Found>;
  /** Said after Ctrl-C; `again` is the command that goes on. */
  readonly stopped: (folder: RunFolder, again: string) => string;
  readonly dispose: () => void;
}

/** How a run is told: as one JSON document, or in words. */
export interface Ending {
  readonly document: object;
  readonly print: () => void;
}

/** Work that ends with a page. */
export interface ReportedWork<Found> extends Work<Found> {
  /** Writes the page and whatever else is made of what was found. */
  readonly finish: (found: Found, around: Around) => Promise<Ending>;
}

/** What was found, and where. */
export interface Done<Found> {
  readonly found: Found;
  readonly around: Around;
}

/** Does the work in its folder, under its header; null where Ctrl-C stopped it, which it has said then. */
export async function carryOut<Found>(
  work: Work<Found>,
  {quiet, json}: Printing,
  {signal, program, commandLine}: Pick<CommandContext, 'signal' | 'program' | 'commandLine'>,
): Promise<Done<Found> | null> {
  const report = await diagnoseBackend();
  const foreseen = (await work.foresee?.()) ?? {};
  if (signal.aborted) {
    console.error('\nStopped before anything was written.');
    return null;
  }
  const folder = work.place.open(report);
  const hold = holdFolder(folder.path);
  try {
    return await workIn(folder, work, {report, foreseen, quiet, json}, {signal, program, commandLine});
  } finally {
    hold.release();
  }
}

/** Does the work in a folder that is this process's own. */
async function workIn<Found>(
  folder: RunFolder,
  work: Work<Found>,
  {report, foreseen, quiet, json}: Printing & {report: BackendDiagnosis; foreseen: Facts},
  {signal, program, commandLine}: Pick<CommandContext, 'signal' | 'program' | 'commandLine'>,
): Promise<Done<Found> | null> {
  const header = work.header(folder, report);
  if (!quiet && !(json && work.isBareWithJson)) {
    printFacts((await work.above?.(header, foreseen)) ?? {...header, ...foreseen});
  }
  const command = startedBy(folder, commandLine);
  const around: Around = {folder, header, command, signal, quiet, json, isSilent: quiet || json};
  try {
    const found = await work.carryOut(around);
    if (!signal.aborted) return {found, around};
  } catch (error) {
    // What is under way when the signal comes ends by an error.
    if (!signal.aborted) throw error;
  }
  console.error(printable(`\n${work.stopped(folder, resumeCommand(program, work.command, folder.path))}`));
  return null;
}

/** Does the work and tells what it found; resolves to the exit code. */
export async function runWork<Found>(
  work: ReportedWork<Found>,
  printing: Printing,
  context: Pick<CommandContext, 'signal' | 'program' | 'commandLine'>,
): Promise<number> {
  try {
    const done = await carryOut(work, printing, context);
    if (done === null) return 130;
    const {document, print} = await work.finish(done.found, done.around);
    if (printing.json) console.log(JSON.stringify(document));
    else print();
    return 0;
  } finally {
    work.dispose();
  }
}

/** A command that makes a run, or goes on with one. */
export interface FlowOf<Own extends Asked, Found> extends RequestReader<Own> {
  /** Loads data and backend, and refuses what they do not allow. */
  readonly open: (asked: Own & Request, context: CommandContext) => Promise<ReportedWork<Found>>;
}

/** A command once it is loaded: resolves to the exit code. */
export type Flow = (given: Written, words: readonly string[], call: Call) => Promise<number>;

/**
 * The one way of every command that makes a run: read what is asked with all mistakes at once, load, refuse what cannot be before
 * there is a folder, make or reopen the folder, show the header, work, and tell what was found; Ctrl-C ends with 130 and the line
 * that goes on.
 */
export function flow<Own extends Asked, Found>(command: FlowOf<Own, Found>): Flow {
  return async (given, words, call) => {
    const asked = await readRequest(given, words, call, command);
    return runWork(await command.open(asked, call.context), asked, call.context);
  };
}

import {spawn} from 'node:child_process';

export interface ProgramOutcome {
  /** The exit code; `null` where the program could not be started, was killed or took too long. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ProgramOptions {
  cwd?: string;
  environment?: NodeJS.ProcessEnv;
  /** Seconds after which the program is killed. */
  limit: number;
}

/** Runs a program to its end, without a shell, and collects what it writes; never rejects. */
export function run(
  program: string,
  argv: readonly string[],
  {cwd, environment = process.env, limit}: ProgramOptions,
): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const child = spawn(program, [...argv], {
      ...(cwd === undefined ? {} : {cwd}),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      resolve({code, stdout, stderr});
    };
    const timer = setTimeout(() => {
      stderr += `\n${program} was stopped after ${limit} seconds`;
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open, so the end of the output is not waited for.
      finish(null);
      child.stdout.destroy();
      child.stderr.destroy();
    }, limit * 1000);
    child.on('error', (error) => {
      stderr += error.message;
      finish(null);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) stderr += `\n${program} was ended by ${signal}`;
      finish(code);
    });
  });
}

/** The line of a program's complaint that says most: the last with the word "error", else the last. */
export function complaint({stdout, stderr}: ProgramOutcome): string {
  const lines = (stderr.trim() === '' ? stdout : stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no message';
  return telling.replace(/^(fatal )?error:\s*/i, '').slice(0, 300);
}

/** The first of some commands that runs and answers to `--version`. */
export async function firstThatRuns(candidates: readonly (readonly string[])[]): Promise<string[] | null> {
  for (const [program, ...argv] of candidates) {
    const {code} = await run(program!, [...argv, '--version'], {limit: 20});
    if (code === 0) return [program!, ...argv];
  }
  return null;
}

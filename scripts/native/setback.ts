import {firstThatRuns} from './run-program.ts';

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

const managers: readonly {program: string; install: string; packages: Record<string, string>}[] = [
  {program: 'apt-get', install: 'apt-get install -y', packages: {compiler: 'g++', pip: 'python3-pip'}},
  {program: 'dnf', install: 'dnf install -y', packages: {compiler: 'gcc-c++', pip: 'python3-pip'}},
  {program: 'zypper', install: 'zypper install -y', packages: {compiler: 'gcc-c++', pip: 'python3-pip'}},
  {program: 'pacman', install: 'pacman -S --noconfirm', packages: {compiler: 'gcc', pip: 'python-pip'}},
];

const names = {compiler: 'a C++ compiler', pip: 'Python with pip'};

/** What to write before another command so that a compiler or pip is installed first: a command of this machine's package manager. */
export async function installFirst(what: 'compiler' | 'pip'): Promise<string> {
  const found = await firstThatRuns(managers.map(({program}) => [program]));
  const manager = managers.find(({program}) => program === found?.[0]);
  if (manager === undefined) return `install ${names[what]}, then `;
  const administrator = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${administrator}${manager.install} ${manager.packages[what]} && `;
}

import {firstThatRuns} from './run.ts';

const managers: readonly {program: string; install: string; packages: Record<string, string>}[] = [
  {program: 'apt-get', install: 'apt-get install -y', packages: {compiler: 'g++', pip: 'python3-pip'}},
  {program: 'dnf', install: 'dnf install -y', packages: {compiler: 'gcc-c++', pip: 'python3-pip'}},
  {program: 'zypper', install: 'zypper install -y', packages: {compiler: 'gcc-c++', pip: 'python3-pip'}},
  {program: 'pacman', install: 'pacman -S --noconfirm', packages: {compiler: 'gcc', pip: 'python-pip'}},
];

/** The command that installs a compiler or pip with the package manager of this machine, ready to be followed by another. */
export async function installCommand(what: 'compiler' | 'pip'): Promise<string | null> {
  const found = await firstThatRuns(managers.map(({program}) => [program]));
  const manager = managers.find(({program}) => program === found?.[0]);
  if (manager === undefined) return null;
  const administrator = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${administrator}${manager.install} ${manager.packages[what]}`;
}

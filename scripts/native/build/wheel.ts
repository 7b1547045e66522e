import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {complaint, run} from '../run-program.ts';
import {digestOf} from './digest-of.ts';
import {Setback} from '../setback.ts';

/** A file of the Python package index, known byte for byte. */
export interface Wheel {
  requirement: string;
  version: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** SHA-256 of the libraries in it, by name. */
  libraries?: Readonly<Record<string, string>>;
}

/** The file that holds TensorFlow's C library; its platform and Python are fixed, so that any Python can fetch it. */
export const tensorflowWheel: Wheel = {
  requirement: 'tensorflow-cpu==2.21.0',
  version: '2.21.0',
  size: 273_829_956,
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  libraries: {
    'libtensorflow_cc.so.2': '6505a4b9657e62100c6bdacb683957a395cb047725042945aaa50e40a71e429e',
    'libtensorflow_framework.so.2': 'f060b323b26ef80add21b9df9428de3aeaf2843d772c5bb098745f7abff3709b',
  },
};

/**
 * Fetches the wheel into a folder with pip and returns its path.
 *
 * @throws Setback where pip cannot fetch it
 */
export async function fetchWheel(pip: readonly string[], folder: string, {requirement}: Wheel): Promise<string> {
  const [program, ...argv] = pip;
  const task = ['download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', folder];
  const platform = ['--platform', 'manylinux_2_27_x86_64', '--python-version', '3.11'];
  const interpreter = ['--implementation', 'cp', '--abi', 'cp311'];
  // pip's own five tries of a slow connection would keep a machine without network waiting for minutes.
  const patience = ['--retries', '1', '--timeout', '15', '--no-cache-dir', '--disable-pip-version-check', '--no-input'];
  const outcome = await run(program!, [...argv, ...task, ...platform, ...interpreter, ...patience, requirement], {
    limit: 1800,
    environment: {...process.env, PIP_REQUIRE_VIRTUALENV: 'false'},
  });
  if (outcome.code !== 0)
    throw new Setback(`pip could not download ${requirement} (${complaint(outcome)})`, {slow: true});
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Setback(`pip left no wheel of ${requirement}`, {slow: true});
  return join(folder, file);
}

/**
 * Checks that a file is, byte for byte, the expected one.
 *
 * @throws Setback with the expected and the found size or digest
 */
export async function verifyWheel(file: string, expected: Pick<Wheel, 'size' | 'sha256'>): Promise<void> {
  const {size} = await stat(file);
  if (size !== expected.size) {
    throw new Setback(`the downloaded wheel has ${size} bytes instead of ${expected.size}`, {slow: true});
  }
  const digest = await digestOf(file);
  if (digest !== expected.sha256) {
    throw new Setback(`the downloaded wheel has SHA-256 ${digest} instead of ${expected.sha256}`, {slow: true});
  }
}

/** What is taken out of the wheel: the two libraries and the headers. */
const wanted = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2', 'tensorflow/include/'];

const program = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
names = [name for name in archive.namelist() if name.startswith(tuple(sys.argv[3:]))]
archive.extractall(sys.argv[2], names)
`;

/**
 * Unpacks the needed part of the wheel with Python's own library, which is there wherever pip is.
 *
 * @throws Setback where that fails, for example on a full disk
 */
export async function unpackWheel(python: readonly string[], file: string, folder: string): Promise<void> {
  const [executable, ...argv] = python;
  const outcome = await run(executable!, [...argv, '-c', program, file, folder, ...wanted], {limit: 600});
  if (outcome.code !== 0) throw new Setback(`the TensorFlow wheel could not be unpacked (${complaint(outcome)})`);
}

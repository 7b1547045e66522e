import {complaint, run} from '../run.ts';
import {Setback} from '../setback.ts';

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

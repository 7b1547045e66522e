import {existsSync, statSync} from 'node:fs';
import {isAbsolute, join} from 'node:path';
import type {CatalogueChoice} from './catalogue-spec.ts';

/** What `--model` names. */
export type ModelChoice = CatalogueChoice | {readonly kind: 'saved' | 'program'; readonly path: string};

/** Networks of the catalogue, which loads tensors: a spec compares them. */
export const catalogueNames = ['mlp', 'logreg', '2c2d', 'autoencoder'];

const isProgram = (text: string): boolean => /\.[cm]?[jt]s$/.test(text);

/** Whether a text names a file or a folder rather than a network of the catalogue. */
export const isModelPath = (text: string): boolean =>
  isProgram(text) ||
  text.endsWith('.json') ||
  isAbsolute(text) ||
  /^\.{1,2}[\\/]/.test(text) ||
  // A folder of the name of a network is written ./mlp.
  (!catalogueNames.includes(text.split(':')[0]!) && existsSync(join(text, 'model.json')));

/** Reads what `--model` has: a network of the catalogue with its options, a folder with `model.json`, or a program. */
export async function parseModelChoice(text: string, mistakes: string[]): Promise<ModelChoice | undefined> {
  if (!isModelPath(text)) return (await import('./catalogue-spec.ts')).parseCatalogueModel(text, mistakes);
  const stat = statSync(text, {throwIfNoEntry: false});
  if (stat === undefined) {
    mistakes.push(`--model: ${text} does not exist; give a folder with model.json, or a file that exports build`);
    return undefined;
  }
  if (isProgram(text)) return {kind: 'program', path: text};
  if (stat.isDirectory() && !existsSync(join(text, 'model.json')))
    mistakes.push(
      `--model: ${text} holds no model.json; give the folder of a saved model, or a file that exports build`,
    );
  return {kind: 'saved', path: text};
}

import * as tf from '@tensorflow/tfjs';
import {checkOptions, show} from '../../base/arguments.ts';
import {NodeOnlyError} from '../../base/node-only-error.ts';
import type {EpochRecord} from '../types.ts';
import {CheckpointError} from './checkpoint-error.ts';
import {decodeCheckpoint, type DecodedCheckpoint} from './checkpoint-format.ts';
import type {CheckpointHeader} from './checkpoint-header.ts';
import {matchLayers, type WeightPair} from '../layers/index.ts';
import {matchNames} from './match-names.ts';
import {declarationOf} from '../../update/index.ts';
import {ownerOf, renameState} from './rename-state.ts';
import {digestInPage} from './page-digest.ts';
import {checkpointContent, type CheckpointContent, isPath} from './save-checkpoint.ts';

/** The class and the configuration of the optimizer that was saved. */
export interface SavedOptimizer {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

export interface CheckpointTargets {
  /** Gets the saved weights. */
  model?: tf.LayersModel;
  /** Get the saved values where there is no model. */
  variables?: readonly tf.Variable[];
  /** Gets the saved state; or makes the optimizer that does from the saved class name and configuration. */
  optimizer?: tf.Optimizer | ((saved: SavedOptimizer) => tf.Optimizer);
}

export interface LoadedCheckpoint {
  readonly epoch: number;
  /** For `train({history})`. */
  readonly history: readonly EpochRecord[];
  readonly saved: SavedOptimizer | null;
  /** The optimizer that was given or made, its state restored; null where none was asked for. */
  readonly optimizer: tf.Optimizer | null;
  readonly extra: unknown;
  /** The present names of variables by their saved names, as far as these differ: then counted names or the order decided. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** Which saved weight each variable gets. */
function matchWeights(
  path: string,
  {version, header: {specs, names, layers}}: DecodedCheckpoint,
  {weights, root}: CheckpointContent,
): readonly WeightPair[] {
  const refuse = (problems: readonly string[]): CheckpointError => {
    const more = problems.length > 8 ? `; and ${problems.length - 8} more` : '';
    return new CheckpointError(
      path,
      `it does not fit: ${problems.slice(0, 8).join('; ')}${more}; load it into what was saved, with the same names`,
    );
  };
  let pairs: readonly WeightPair[];
  if (layers && root) {
    const found = matchLayers(layers, root);
    if (found.problems.length > 0) throw refuse(found.problems);
    ({pairs} = found);
  } else {
    const saved = names.filter((_, i) => specs[i]!.name.startsWith('model/'));
    const present = weights.map(({variable: {name}, originalName}) => ({
      name,
      ...(originalName !== undefined && {originalName}),
    }));
    // Version 1 lists the weights of a model with those first that were trained.
    const found = matchNames(saved, present, {orderCounts: version > 1 || root === null});
    if (typeof found === 'string') throw refuse([found]);
    pairs = found;
  }
  const misfits = pairs.flatMap(({saved, present}) => {
    const {shape, dtype} = specs[saved]!;
    const {name, shape: wanted, dtype: type} = weights[present]!.variable;
    if (tf.util.arraysEqual(shape, wanted) && dtype === type) return [];
    const own = names[saved] ?? `number ${saved}`;
    return [`weight ${own} is ${dtype} [${shape.join(', ')}], but ${name} is ${type} [${wanted.join(', ')}]`];
  });
  if (misfits.length > 0) throw refuse(misfits);
  return pairs;
}

function chooseOptimizer(
  path: string,
  {optimizer}: CheckpointTargets,
  saved: SavedOptimizer | null,
): tf.Optimizer | null {
  if (!optimizer) return null;
  if (!saved) throw new CheckpointError(path, 'it holds no optimizer, load it without one');
  const chosen = typeof optimizer === 'function' ? optimizer(saved) : optimizer;
  const className = chosen.getClassName();
  if (className === saved.className) return chosen;
  throw new CheckpointError(path, `it holds the state of the optimizer ${saved.className}, received ${className}`);
}

/**
 * Checks that an optimizer that keeps its state by place will be given the variables that the state is of.
 *
 * @param state names of the tensors of state, the variables in them under their present names
 */
function checkPlaces(
  path: string,
  optimizer: tf.Optimizer,
  {
    state,
    pairs,
    header: {trained},
    content,
  }: {
    state: readonly string[];
    pairs: readonly WeightPair[];
    header: CheckpointHeader;
    content: CheckpointContent;
  },
): void {
  const declared = declarationOf(optimizer);
  // Of one that says nothing the worst is assumed.
  const isByName = declared !== null && declared.restoresBy !== 'order';
  if (content.root === null || isByName) return;
  const nameAt = (place: number): string => content.weights[place]!.variable.name;
  const owned = state.flatMap(
    (name) =>
      ownerOf(
        name,
        content.weights.map(({variable}) => variable.name),
      ) ?? [],
  );
  if (owned.length === 0) return;
  // Version 1 does not tell what was trained but by the state itself.
  const then = trained?.map((place) => nameAt(pairs.find(({saved}) => saved === place)!.present)) ?? [
    ...new Set(owned),
  ];
  const now = content.trained.map(nameAt);
  if (then.join('\n') === now.join('\n')) return;
  throw new CheckpointError(
    path,
    `${optimizer.getClassName()} keeps its state by the order of the weights that are trained, which was ` +
      `${then.join(', ')} and now is ${now.join(', ')}; freeze the same layers before loading, or load it without the optimizer`,
  );
}

/**
 * Puts what a checkpoint holds into what is given; see `loadCheckpoint`.
 *
 * @param path of the file, or what else says where the checkpoint comes from, for messages
 * @param open gives the checkpoint; asked once the targets have been checked
 */
export async function restoreCheckpoint(
  path: string,
  targets: CheckpointTargets,
  open: () => Promise<DecodedCheckpoint>,
): Promise<LoadedCheckpoint> {
  checkOptions('loadCheckpoint', targets, ['model', 'variables', 'optimizer']);
  const content = checkpointContent('loadCheckpoint', targets);
  const read = await open();
  const {header, data} = read;
  const {specs, names, history, epoch, extra, optimizer: saved} = header;
  const pairs = (targets.model ?? targets.variables) ? matchWeights(path, read, content) : [];
  const variableAt = (place: number): tf.Variable => content.weights[place]!.variable;
  const renaming = new Map(
    pairs.flatMap(({saved: from, present}) => {
      const name = names[from];
      return name == null ? [] : [[name, variableAt(present).name] as const];
    }),
  );
  const optimizer = chooseOptimizer(path, targets, saved);
  const tensors = tf.io.decodeWeights(data, specs);
  try {
    if (optimizer) {
      const slots = specs.flatMap(({name}, i) =>
        name.startsWith('optimizer/') ? [{name: names[i] ?? '', tensor: tensors[name]!}] : [],
      );
      let state;
      try {
        state = renameState(slots, renaming);
      } catch (error) {
        throw new CheckpointError(path, `${(error as Error).message}; load it into what was saved`, {cause: error});
      }
      checkPlaces(path, optimizer, {state: state.map(({name}) => name), pairs, header, content});
      await optimizer.setWeights(state);
    }
    for (const {saved: from, present} of pairs) variableAt(present).assign(tensors[`model/${from}`]!);
  } finally {
    tf.dispose(tensors);
  }
  const renamed = Object.fromEntries([...renaming].filter(([from, to]) => from !== to));
  return {epoch, history, saved, optimizer, extra, renamed};
}

/**
 * Reads a checkpoint out of a `Blob` and puts its tensors, bit by bit, into what is given; nothing is changed where they do not fit.
 *
 * All else is as with the files of `tfjs-optim/training/files`, which hold the same bytes: a file that the user has chosen in a page
 * is a `Blob`, too.
 *
 * @param source what `saveCheckpoint` gave, or a file that it wrote
 * @param targets `model` or `variables`; `optimizer`, or a function from {className, config} to one
 * @throws CheckpointError for what is no checkpoint, damaged, or does not fit, with the names that do not
 * @throws TypeError for what is no Blob, unknown targets and for both model and variables
 * @throws NodeOnlyError for a path, which `tfjs-optim/training/files` takes
 * @example
 * const {history, optimizer} = await loadCheckpoint(blob, {model, optimizer: ({config}) => new Adam(config)});
 * await train({model, data, optimizer, history, epochs: 10});
 */
export async function loadCheckpoint(source: Blob, targets: CheckpointTargets = {}): Promise<LoadedCheckpoint> {
  if (isPath(source)) {
    throw new NodeOnlyError(
      'loadCheckpoint from a path',
      'give a Blob, such as await (await fetch(url)).blob(); in Node, import it from tfjs-optim/training/files',
    );
  }
  if (!(source instanceof Blob)) {
    throw new TypeError(`loadCheckpoint: source must be a Blob such as saveCheckpoint gives, received ${show(source)}`);
  }
  const path = source instanceof File ? source.name : 'in a Blob';
  const read = async (from: number, length: number) =>
    new Uint8Array(await source.slice(from, from + length).arrayBuffer());
  return await restoreCheckpoint(path, targets, () => decodeCheckpoint(path, source.size, read, digestInPage));
}

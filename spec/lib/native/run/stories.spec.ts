import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {compile, type Compiled} from '../../../../lib/native/index.ts';
import {batch, type Contender, restore, setRate, stateOf, type Story, tellAll} from '../stories.ts';

const sessions = (): number => nativeBackend()?.binding.getNumOfSavedModels() ?? 0;

type Step = Compiled<(x: tf.Tensor2D, y: tf.Tensor2D, which: string) => tf.Tensor>;

/** One telling of a story: a network of three square matrices, and what trains it, compiled or not. */
class Scene {
  readonly contender: Contender;
  readonly losses: number[] = [];
  readonly weights: readonly tf.Variable[] = [1, 2, 3].map((seed) => tf.tidy(() => tf.variable(batch(seed, 3, 3))));
  readonly #isCompiled: boolean;
  readonly #owned: {dispose(): unknown}[] = [...this.weights];
  readonly #steps: Step[] = [];
  #count = 0;

  constructor(contender: Contender, isCompiled: boolean) {
    this.contender = contender;
    this.#isCompiled = isCompiled;
  }

  own<Owned extends {dispose(): unknown}>(owned: Owned): Owned {
    this.#owned.push(owned);
    return owned;
  }

  optimizer(): tf.Optimizer {
    return this.own(this.contender.make());
  }

  loss(x: tf.Tensor2D, y: tf.Tensor2D, weights = this.weights): tf.Scalar {
    const output = weights.reduce((value, weight) => tf.tanh(tf.matMul(value, weight as tf.Variable<tf.Rank.R2>)), x);
    return tf.losses.meanSquaredError(y, output).asScalar();
  }

  /** A step, of which `which` says what is not in tensors, as the words of `compile` ask for. */
  compile(step: (x: tf.Tensor2D, y: tf.Tensor2D, which: string) => tf.Tensor): Step {
    const tidy = (...args: Parameters<typeof step>): tf.Tensor => tf.tidy(() => step(...args));
    const made = this.#isCompiled ? compile(tidy) : Object.assign(tidy, {dispose: () => {}});
    this.#steps.push(made);
    return made;
  }

  /** The step that there is to most stories. */
  minimizing(optimizer: tf.Optimizer, variables?: readonly tf.Variable[]): Step {
    return this.compile((x, y) => optimizer.minimize(() => this.loss(x, y), true, variables as tf.Variable[])!);
  }

  run(step: Step, times: number, {size = 4, which = ''} = {}): void {
    for (let i = 0; i < times; i++) {
      const [x, y] = [batch(++this.#count, size, 3), batch(1000 + this.#count, size, 3)];
      const results = step(x, y, which);
      this.losses.push(...results.dataSync());
      tf.dispose([x, y, results]);
    }
  }

  /** Asserts that calls which are like others before leave no tensors behind. */
  rest(step: Step, more: {size?: number; which?: string} = {}): void {
    this.run(step, 3, more);
    const before = tf.memory().numTensors;
    this.run(step, 2, more);
    expect(tf.memory().numTensors, 'tensors').to.equal(before);
  }

  disposeSteps(): void {
    for (const step of this.#steps) step.dispose();
  }

  dispose(): void {
    for (const each of this.#owned.reverse()) {
      // Optimizers of tf.train that are dead already throw.
      try {
        each.dispose();
      } catch {}
    }
  }
}

type Tell = (scene: Scene, pace: number) => Promise<void> | void;

const stories: Readonly<Record<string, Story<Tell>>> = {
  'one step after the other': {
    graphs: 1,
    tell(scene, pace) {
      const step = scene.minimizing(scene.optimizer(), scene.weights);
      scene.run(step, pace);
      scene.rest(step);
    },
  },
  'several steps in a call': {
    graphs: 1,
    tell(scene, pace) {
      const optimizer = scene.optimizer();
      const step = scene.compile((x, y) =>
        tf.stack(
          [0, 1, 2].map(() => optimizer.minimize(() => scene.loss(x, y), true, scene.weights as tf.Variable[])!),
        ),
      );
      scene.run(step, pace);
      scene.rest(step);
    },
  },
  'variables are frozen and thawed in turn, also as many others': {
    graphs: 5,
    tell(scene, pace) {
      // Without a list: all that are trainable, which nobody says in an argument.
      const step = scene.minimizing(scene.optimizer());
      for (const frozen of [[], [0], [1], [0, 1], [2], [0], [1], []]) {
        for (const [i, weight] of scene.weights.entries()) weight.trainable = !frozen.includes(i);
        scene.run(step, pace);
      }
      scene.rest(step);
    },
  },
  'state is saved, and restored in place and into a new optimizer': {
    graphs: 6,
    isFor: ({isMute}) => isMute !== true,
    async tell(scene, pace) {
      const optimizers = [scene.optimizer(), scene.optimizer()];
      const step = scene.compile((x, y, which) =>
        optimizers[Number(which)]!.minimize(() => scene.loss(x, y), true, scene.weights as tf.Variable[])!,
      );
      scene.run(step, pace, {which: '0'});
      const early = await stateOf(optimizers[0]!);
      scene.run(step, pace, {which: '0'});
      await restore(optimizers[0]!, early);
      scene.run(step, pace, {which: '0'});
      await restore(optimizers[0]!, early);
      scene.run(step, 2, {which: '0'});
      const late = await stateOf(optimizers[0]!);
      await restore(optimizers[1]!, late);
      scene.run(step, pace, {which: '1'});
      await restore(optimizers[1]!, early);
      tf.dispose([early, late].flat().map(({tensor}) => tensor));
      scene.rest(step, {which: '1'});
    },
  },
  'the learning rate is set between steps, also to 0': {
    graphs: 5,
    tell(scene, pace) {
      const optimizer = scene.optimizer();
      const step = scene.minimizing(optimizer, scene.weights);
      for (const rate of [0.1, 0.01, 0, 0.1, 0.03]) {
        setRate(optimizer, rate);
        scene.run(step, pace);
      }
      scene.rest(step);
    },
  },
  'two networks have one optimizer in turn': {
    graphs: 2,
    tell(scene, pace) {
      const optimizer = scene.optimizer();
      const others = [4, 5, 6].map((seed) => scene.own(tf.tidy(() => tf.variable(batch(seed, 3, 3)))));
      const networks: Readonly<Record<string, readonly tf.Variable[]>> = {first: scene.weights, second: others};
      const step = scene.compile((x, y, which) => {
        const weights = networks[which]!;
        return optimizer.minimize(() => scene.loss(x, y, weights), true, weights as tf.Variable[])!;
      });
      for (let i = 0; i < 4; i++) for (const which of ['first', 'second']) scene.run(step, pace, {which});
      scene.rest(step, {which: 'first'});
      scene.rest(step, {which: 'second'});
      scene.losses.push(...others.flatMap((weight) => [...weight.dataSync()]));
    },
  },
  'two optimizers have one network in turn, each its own variables': {
    graphs: 2,
    tell(scene, pace) {
      const optimizers = [scene.optimizer(), scene.optimizer()];
      const parts = [scene.weights.slice(0, 1), scene.weights.slice(1)];
      // Two compiled functions, which share the variables.
      const steps = optimizers.map((optimizer, i) => scene.minimizing(optimizer, parts[i]));
      for (let i = 0; i < 6; i++) scene.run(steps[i % 2]!, pace);
      for (const step of steps) scene.rest(step);
    },
  },
  'both of two optimizers in a call': {
    graphs: 1,
    tell(scene, pace) {
      const [first, second] = [scene.optimizer(), scene.optimizer()];
      const step = scene.compile((x, y) => {
        const losses = [
          first.minimize(() => scene.loss(x, y), true, scene.weights.slice(0, 1))!,
          second.minimize(() => scene.loss(x, y), true, scene.weights.slice(1))!,
        ];
        return tf.stack(losses);
      });
      scene.run(step, pace);
      scene.rest(step);
    },
  },
  'sizes of batches change': {
    graphs: 4,
    tell(scene, pace) {
      const step = scene.minimizing(scene.optimizer(), scene.weights);
      for (let i = 0; i < 3; i++) for (const size of [4, 1, 70, 33]) scene.run(step, pace, {size});
      scene.rest(step, {size: 70});
    },
  },
  'variables are assigned to between steps': {
    graphs: 1,
    tell(scene, pace) {
      const step = scene.minimizing(scene.optimizer(), scene.weights);
      const start = scene.weights.map((weight) => scene.own(weight.clone()));
      for (let i = 0; i < 3; i++) {
        scene.run(step, pace);
        for (const [j, weight] of scene.weights.entries()) weight.assign(start[j]!);
        scene.run(step, pace);
        tf.tidy(() => scene.weights[i]!.assign(tf.mul(scene.weights[i]!, 0.5)));
        // One holds the data of another.
        scene.weights[(i + 1) % 3]!.assign(scene.weights[i]!);
      }
      scene.rest(step);
    },
  },
  'steps run as a graph and as they are, in turn': {
    graphs: 1,
    tell(scene, pace) {
      const optimizer = scene.optimizer();
      const step = scene.minimizing(optimizer, scene.weights);
      const plain: Step = Object.assign(
        (x: tf.Tensor2D, y: tf.Tensor2D) =>
          optimizer.minimize(() => scene.loss(x, y), true, scene.weights as tf.Variable[])!,
        {dispose: () => {}},
      );
      for (let i = 0; i < 3; i++) {
        scene.run(step, pace);
        scene.run(plain, pace);
      }
      scene.rest(step);
      scene.rest(plain);
    },
  },
  'the optimizer is disposed of, and used on': {
    graphs: 1,
    isFor: ({isStock}) => isStock !== true,
    tell(scene, pace) {
      const optimizer = scene.optimizer();
      const step = scene.minimizing(optimizer, scene.weights);
      for (let i = 0; i < 5; i++) {
        scene.run(step, pace);
        optimizer.dispose();
      }
      scene.rest(step);
    },
  },
};

async function tellTo(story: Story<Tell>, contender: Contender, pace: number, isCompiled: boolean) {
  const before = {tensors: tf.memory().numTensors, graphs: sessions()};
  const scene = new Scene(contender, isCompiled);
  await story.tell(scene, pace);
  const graphs = sessions() - before.graphs;
  const weights = scene.weights.map((weight) => weight.dataSync().slice());
  scene.disposeSteps();
  expect(sessions(), 'graphs after dispose').to.equal(before.graphs);
  scene.dispose();
  // tf.train loses the state that it replaces, and some scalars.
  return {losses: scene.losses, weights, graphs, left: tf.memory().numTensors - before.tensors};
}

describe('stories of compiled steps', () => {
  tellAll(stories, tellTo);
});

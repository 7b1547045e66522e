import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadMnist} from '../../../../lib/data/files/index.ts';
import {createGround} from '../../../../scripts/lecture/frame/ground.ts';
import type {Topic, Values, Verdict} from '../../../../scripts/lecture/frame/topic.ts';
import {drawFigure} from '../../../../scripts/lecture/figures/draw-figure.ts';

/** What a topic has to come to. */
export interface TopicExpectation {
  /** The verdict of each item in the small run, by its name. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /**
   * Planted opposites by the name of the item, at least one each: values as they would be if the statement were otherwise (a wrong
   * number, a reversed effect), and the verdict that they must turn to.
   */
  readonly planted: Readonly<Record<string, readonly {readonly values: Values; readonly verdict: Verdict}[]>>;
}

const places = /^00[0-4]:\d+(-\d+)?(, 00[0-4]:\d+(-\d+)?)*$/;

/**
 * Carries out a topic in its small sizes and checks what all topics share.
 *
 * @param more looks at what was measured, by item, against numbers from elsewhere
 */
export function checkTopic(
  topic: Topic,
  {verdicts, planted}: TopicExpectation,
  more: (measured: (item: string) => Values) => void = () => {},
): void {
  const measured = new Map<string, Values>();
  const of = (name: string): Values => {
    const values = measured.get(name);
    if (values === undefined) throw new Error(`no item ${name} was measured`);
    return values;
  };

  before('carries the topic out', async () => {
    const tensors = tf.memory().numTensors;
    const digits = await loadMnist({source: 'embedded'});
    const ground = createGround({seed: 1, seeds: null, isSmall: true, digits, signal: new AbortController().signal});
    for (const item of topic.items) measured.set(item.name, await item.measure(ground));
    await ground.dispose();
    expect(tf.memory().numTensors, 'tensors left behind').to.equal(tensors);
  });

  it('has items with names of their own, all of which are expected', () => {
    const names = topic.items.map(({name}) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(Object.keys(verdicts)).to.have.members(names);
    expect(Object.keys(planted)).to.have.members(names);
    for (const {places: where, id} of topic.items) {
      expect(where).to.match(places);
      expect(id).to.match(new RegExp(`^L${topic.number}\\.\\d+$`));
    }
  });

  for (const item of topic.items) {
    it(`${item.id} ${item.name}: the verdict, and figures, tables and words that can be read`, () => {
      const values = of(item.name);
      expect(item.verdict(values), JSON.stringify(values).slice(0, 2000)).to.equal(verdicts[item.name]);
      expect(item.answer(values))
        .to.match(/\d/)
        .and.not.match(/undefined|NaN|\[object/);
      for (const plan of item.figures?.(values) ?? []) {
        expect(
          drawFigure(plan, plan.name).panels.every(({svg}) => svg.startsWith('<svg') && !svg.includes('NaN')),
        ).to.equal(true);
      }
      for (const {columns, rows} of item.tables?.(values) ?? [])
        expect(rows.every((row) => row.length === columns.length)).to.equal(true);
      // What JSON holds is what the page is made of.
      expect(item.verdict(JSON.parse(JSON.stringify(values)) as Values)).to.equal(verdicts[item.name]);
    });

    it(`${item.id} ${item.name}: turns where the opposite is planted`, () => {
      const opposites = planted[item.name] ?? [];
      expect(opposites).to.have.length.of.at.least(1);
      for (const {values, verdict} of opposites) {
        expect(verdict).to.not.equal(verdicts[item.name]);
        expect(item.verdict({...of(item.name), ...values})).to.equal(verdict);
      }
    });
  }

  it('has exercises whose answers are finite numbers', () => {
    for (const {answer, tolerance} of topic.exercises) {
      const right = [answer()].flat();
      expect(right.length > 0 && right.every(Number.isFinite)).to.equal(true);
      expect(tolerance).to.be.within(1e-6, 0.1);
    }
  });

  more(of);
}

import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadMnist} from '../../../../lib/data/files/index.ts';
import {createGround} from '../../../../scripts/lecture/frame/ground.ts';
import type {Item, Topic, Values, Verdict} from '../../../../scripts/lecture/frame/topic.ts';
import {drawFigure} from '../../../../scripts/lecture/figures/draw-figure.ts';
import {lacks} from '../../../../scripts/lecture/frame/lacks.ts';

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

/** All that a page says of an item, code aside. */
function textsOf(item: Item, values: Values): string[] {
  const figures = item.figures?.(values) ?? [];
  const tables = item.tables?.(values) ?? [];
  const {title, statement, question, rule, next} = item;
  return [
    title,
    statement,
    question,
    rule,
    next,
    item.answer(values),
    ...figures.flatMap((figure) => [
      figure.title,
      figure.caption,
      ...figure.panels.flatMap((panel) => [
        panel.title,
        panel.xTitle,
        panel.yTitle,
        ...('series' in panel ? panel.series.map(({label}) => label) : []),
        ...('paths' in panel ? panel.paths.map(({label}) => label) : []),
        ...('names' in panel ? panel.names : []),
        ...('marks' in panel ? (panel.marks ?? []).map(({name}) => name) : []),
      ]),
    ]),
    ...tables.flatMap((table) => [
      table.title,
      ...table.columns,
      ...table.rows.flat().filter((cell) => typeof cell === 'string'),
    ]),
  ];
}

/** What answers the question beside it but says nothing alone: yes, no, and counts without what was counted. */
const noSentence = /^(?:yes|no)\b|(?:^|[.] )(?:from|for|in|with|at) \d+ of \d+ ?\w*[.:]/i;

/** Notations that formatNumber does not write: 1e-7, .5 and a hyphen for a minus. */
const foreign = {
  exponent: /\d[eE][+-]?\d/,
  'point without digit': /(?<![\w.)\]}])\.\d(?!32 bootstrap|32 comes)/,
  hyphen: /(?:^|[\s(,=[<>])-\d/,
} as const;

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
        .and.not.match(/undefined|NaN|\[object/)
        .and.not.match(noSentence);
      for (const plan of item.figures?.(values) ?? []) {
        expect(
          drawFigure(plan, plan.name).panels.every(({svg}) => svg.startsWith('<svg') && !svg.includes('NaN')),
        ).to.equal(true);
      }
      for (const {columns, rows} of item.tables?.(values) ?? [])
        expect(rows.every((row) => row.length === columns.length)).to.equal(true);
      const names = Object.keys(values).filter((name) => /[A-Z]/.test(name));
      for (const text of textsOf(item, values)) {
        for (const [what, pattern] of Object.entries(foreign)) expect(text, what).to.not.match(pattern);
        for (const name of names) expect(text).to.not.match(new RegExp(`\\b${name}\\b`));
      }
      expect(lacks(item, values)).to.equal(null);
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
    expect(topic.exercises).to.have.length.of.at.least(2);
    for (const {answer, tolerance, question, hint} of topic.exercises) {
      for (const text of [question, hint])
        for (const [what, pattern] of Object.entries(foreign)) expect(text, what).to.not.match(pattern);
      const right = [answer()].flat();
      expect(right.length > 0 && right.every(Number.isFinite)).to.equal(true);
      expect(tolerance).to.be.within(1e-6, 0.1);
    }
  });

  more(of);
}

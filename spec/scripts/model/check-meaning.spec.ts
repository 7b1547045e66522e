import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Column, Dataset} from '../../../lib/data/index.ts';
import {checkMeaning} from '../../../scripts/model/check-meaning.ts';

const column = (name: string, use: Column['use'], more: Partial<Column> = {}): Column => ({
  name,
  use,
  words: '',
  width: 1,
  mean: null,
  deviation: null,
  categories: null,
  missing: 0,
  ...more,
});
const size = column('size', 'number', {mean: 3, deviation: 2});
const place = column('place', 'category', {categories: ['country', 'town']});
const table = (changes: object = {}): Dataset =>
  ({
    name: 'houses.csv',
    classes: null,
    columns: [size, place, column('price', 'target')],
    scaling: {mean: [5], deviation: [1]},
    ...changes,
  }) as unknown as Dataset;

describe('checkMeaning', () => {
  const found = (before: object | null, now: Dataset, isScaled = false): string => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    if (before) model.setUserDefinedMetadata(before);
    try {
      checkMeaning(model, now, '--model best', isScaled);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    } finally {
      model.dispose();
    }
  };

  it('takes data whose columns and classes are those that the model was saved with, and any where it tells none', () => {
    expect(found(null, table())).to.equal('taken');
    expect(found({loss: 'x'}, table())).to.equal('taken');
    expect(found(table(), table(), true)).to.equal('taken');
    expect(found(table(), table({columns: [size, place]})), 'the target is no input').to.equal('taken');
    expect(found({classes: ['a', 'b']}, table({classes: ['a', 'b'], columns: null}))).to.equal('taken');
  });

  it('refuses columns in another order, other categories, classes in another order', () => {
    expect(found(table(), table({columns: [place, size]}))).to.match(
      /--model best was trained with other columns than houses\.csv has: input 1 was \["size",.* and is \["place"/,
    );
    const other = column('place', 'category', {categories: ['town', 'village']});
    expect(found(table(), table({columns: [size, other]}))).to.match(/input 2 was .*country.* and is .*village/);
    expect(found(table(), table({columns: [size]}))).to.match(/other columns/);
    expect(found({classes: ['yes', 'no']}, table({classes: ['no', 'yes'], columns: null}))).to.match(
      /other classes \(yes, no\) than houses\.csv has: these are no, yes/,
    );
  });

  it('refuses other means where it is measured, and takes them where it is trained on', () => {
    const shifted = table({columns: [{...size, mean: 3.5}, place]});
    expect(found(table(), shifted)).to.equal('taken');
    expect(found(table(), shifted, true)).to.match(/other means and deviations .* --split-seed/);
    expect(found(table(), table({scaling: {mean: [6], deviation: [1]}}), true)).to.match(/other means and deviations/);
  });
});

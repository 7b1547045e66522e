import {expect} from 'chai';
import * as z from 'zod';
import {CommandError} from '../../../../scripts/arguments/errors.ts';
import {anyNumber, checked, told} from '../../../../scripts/run/folder/checked.ts';

const about = {where: 'runs/a/plane.json', what: 'a plane', remedy: 'start a new run'};
const schema = z.object({loss: anyNumber, points: z.array(z.object({x: z.number()}))});

describe('checked', () => {
  it('gives the value itself, numbers that are not finite and keys that it does not know with it', () => {
    const value = {points: [{x: 1, name: 'kept'}], loss: Number.NaN};
    expect(checked(schema, value, about)).to.equal(value);
    expect(checked(anyNumber, Infinity, about)).to.equal(Infinity);
  });

  it('names file, place, what is wrong and what helps', () => {
    expect(() => checked(schema, {loss: 1, points: [{x: 1}, {x: '2'}]}, about)).to.throw(
      CommandError,
      /^runs\/a\/plane\.json is not a plane: points\.1\.x: .*expected number, received string; start a new run$/,
    );
    expect(() => checked(schema, {loss: '1', points: []}, about)).to.throw(CommandError, /: loss: expected a number; /);
    for (const value of [null, [], 3, 'x']) expect(() => checked(schema, value, about)).to.throw(CommandError);
  });
});

describe('told', () => {
  it('tells what is no JSON without a stack, and leaves other errors as they are', () => {
    expect(() => told(() => JSON.parse('{') as unknown)).to.throw(CommandError);
    const other = new RangeError('other');
    expect(() =>
      told(() => {
        throw other;
      }),
    ).to.throw(other);
    expect(told(() => 3)).to.equal(3);
  });
});

import {expect} from 'chai';
import {listenToDraws, withDraws} from '../../../lib/base/draws.ts';
import {replaceMethods} from '../../../lib/base/replace-methods.ts';

describe('listenToDraws', () => {
  it('tells every number of Math.random while a function runs, to all that listen, and only then', () => {
    const {random} = Math;
    const [outer, inner]: number[][] = [[], []];
    const drawn = listenToDraws(
      (number) => outer!.push(number),
      () => {
        const first = Math.random();
        const second = listenToDraws(
          (number) => inner!.push(number),
          () => Math.random(),
        );
        expect(() =>
          listenToDraws(
            () => {},
            () => {
              throw new RangeError('of the function');
            },
          ),
        ).to.throw(RangeError, 'of the function');
        return [first, second, Math.random()];
      },
    );
    expect(outer).to.deep.equal(drawn);
    expect(inner).to.deep.equal([drawn[1]]);
    expect(new Set(drawn).size).to.equal(3);
    expect(Math.random).to.equal(random);
  });
});

describe('withDraws', () => {
  it('gives numbers first, then new ones, and tells those who listen', () => {
    const {random} = Math;
    const heard: number[] = [];
    const drawn = listenToDraws(
      (number) => heard.push(number),
      () =>
        withDraws([0.5, 0.25], () => [
          withDraws([0.125], () => Math.random()),
          Math.random(),
          Math.random(),
          Math.random(),
        ]),
    );
    expect(drawn.slice(0, 3)).to.deep.equal([0.125, 0.5, 0.25]);
    expect(drawn[3]).to.be.within(0, 1);
    expect(heard).to.deep.equal(drawn);
    expect(Math.random).to.equal(random);
  });

  it('goes before what somebody has put in the place of Math.random meanwhile, and tells those who listen once', () => {
    const {random} = Math;
    const heard: number[] = [];
    const drawn = listenToDraws(
      (number) => heard.push(number),
      () => {
        const undo = replaceMethods(Math, {random: () => 0.75});
        try {
          return [...withDraws([0.5], () => [Math.random(), Math.random()]), Math.random()];
        } finally {
          undo();
        }
      },
    );
    expect(drawn).to.deep.equal([0.5, 0.75, 0.75]);
    expect(heard).to.deep.equal([0.5, 0.75]);
    expect(Math.random).to.equal(random);
  });
});

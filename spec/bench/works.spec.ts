import {expect} from 'chai';
import {contenders} from '../../bench/contenders.ts';
import {scalingWorks} from '../../bench/scaling.ts';
import type {Task} from '../../bench/task.ts';
import {works} from '../../bench/works.ts';

describe('the works of npm run bench', () => {
  const all = {...works, ...scalingWorks};

  it('have names, groups and titles of their own', () => {
    const groups = new Set(Object.values(all).map(({group}) => group));
    const titles = Object.values(works).map(({title}) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    // A name that is also a group would choose the whole group.
    for (const [name, {group}] of Object.entries(all)) {
      if (groups.has(name)) expect(group).to.equal(name);
    }
  });

  it('compare at least two', () => {
    for (const {contenders: names} of Object.values(all)) {
      expect(new Set(names).size).to.equal(names.length).and.to.be.at.least(2);
      for (const name of names) expect(contenders).to.have.property(name);
    }
  });

  it('cut examples into whole chunks', () => {
    for (const {task} of Object.values(all)) {
      if (task.kind === 'evaluate') expect(task.examples % task.chunk).to.equal(0);
    }
  });

  it('grow over the sizes that matter', () => {
    const {shapes} = scalingWorks['parameters-3e7']!.task as Extract<Task, {kind: 'update'}>;
    expect(shapes).to.deep.equal([[3e7]]);
    expect((scalingWorks['variables-400']!.task as Extract<Task, {kind: 'update'}>).shapes).to.have.length(400);
    expect(scalingWorks['batch-4096']!.task).to.include({batch: 4096});
  });
});

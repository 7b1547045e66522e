import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {saveCheckpoint} from '../../../../lib/training/files/index.ts';

describe('sweepTemporary', () => {
  it('removes what killed processes left of checkpoints, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sweep-'));
    const {pid} = spawnSync(process.execPath, ['--version']);
    const begun = 'TFJS-OPTIM-CKPT1 and so on';
    const left = {
      [`a.ckpt.${pid}.tmp`]: begun,
      [`b.ckpt.${pid}.tmp`]: 'TFJS-OPT',
      [`c.ckpt.2.${pid}.tmp`]: '',
      [`other name.${pid}.tmp`]: begun,
    };
    const kept = {
      [`a.ckpt.${process.pid}.tmp`]: begun,
      [`a.ckpt.1.tmp`]: begun,
      [`d.ckpt.${pid}.tmp`]: 'somebody else wrote this',
      [`e.${pid}.tmp`]: begun,
      [`a.ckpt.${pid}.tmp.txt`]: begun,
      'a.ckpt.tmp': begun,
    };
    for (const [name, content] of Object.entries({...left, ...kept})) writeFileSync(join(folder, name), content);
    mkdirSync(join(folder, `f.ckpt.${pid}.tmp`));
    symlinkSync('a.ckpt.tmp', join(folder, `g.ckpt.${pid}.tmp`));
    const variable = tf.variable(tf.scalar(1));
    await saveCheckpoint(join(folder, 'other name'), {variables: [variable]});
    const wanted = [...Object.keys(kept), `f.ckpt.${pid}.tmp`, `g.ckpt.${pid}.tmp`, 'other name'];
    expect(readdirSync(folder).sort()).to.deep.equal(wanted.sort());
    await saveCheckpoint(join(folder, 'a.ckpt'), {variables: [variable]});
    expect(readdirSync(folder).sort()).to.deep.equal([...wanted, 'a.ckpt'].sort());
    variable.dispose();
    rmSync(folder, {recursive: true});
  });
});

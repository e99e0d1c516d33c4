import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const FILES = {
  'a.conf': 'global_defs {\n}\n@low $A=1\n@high include more.inc\n',
  'more.inc': '@deep $A=2\n',
  'b.conf': '@other global_defs {\n@other }\n',
  'plain.conf': 'global_defs {\n}\n',
};

describe('a config-id that no file names', () => {
  it.each(['lint', 'verdict', 'expand', 'simulate', 'clusters'])('is refused by %s, with those that exist', async (command) => {
    expect(await kvlint(scratch(FILES), [command, 'a.conf', '--config-id', 'lwo'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("--config-id lwo: no file names it. Config-ids: 'deep', 'high' and 'low'. Did you mean 'low'?"),
    });
  });

  it('is refused beside one that exists', async () => {
    const { code, stderr } = await kvlint(scratch(FILES), ['a.conf', 'b.conf', '--config-id', 'low', '--config-id', 'b']);
    expect(code).toBe(2);
    expect(stderr).toContain("--config-id b: no file names it. Config-ids: 'deep', 'high', 'low' and 'other'.");
  });

  it('is refused where the files name none at all', async () => {
    expect(await kvlint(scratch(FILES), ['plain.conf', '--config-id', 'low'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The files name no config-id'),
    });
  });

  it('is none that one of several files names, or that only another id includes', async () => {
    const directory = scratch(FILES);
    for (const id of ['low', 'other', 'deep']) {
      expect(await kvlint(directory, ['a.conf', 'b.conf', '--config-id', id, '--fail-on', 'never'])).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

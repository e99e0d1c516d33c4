import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { lintText } from '../../helpers/lint-text.ts';

/** The lines on which keepalived is said to report something. */
function lines(text: string, version: Version): number[] {
  const { findings } = lintText(text, { profiles: ['keepalived'], version });
  return [...new Set(findings.map(({ line }) => line))];
}

const long = (bytes: number): string => 'x'.repeat(bytes);

/** Each as keepalived 2.2.7 numbers it, where 2.4.3 is named as that one does. */
describe('the lines that keepalived names', () => {
  it('are those of the file in most files', () => {
    expect(lines('# 1\nfoo\nbar\n', '2.2.7')).toEqual([2, 3]);
  });

  it('are one less for its first process where the last line has no newline', () => {
    expect(lines('# 1\nglobal_defs {\n}\nfoo', '2.2.7')).toEqual([3, 4]);
    expect(lines('# 1\nvrrp_instance VI_1 {\n  interface eth0\n  virtual_router_id 5\n}\n}', '2.4.3')).toContain(5);
    expect(lines('# 1\nglobal_defs {\n  foo }', '2.2.7')).toEqual([2]);
    expect(lines('# 1\nvirtual_server 192.0.2.1 80 {\n  protocol TCP\n  delay_loop x }', '2.2.7')).not.toContain(3);
  });

  it('are one less for each NUL byte above, for the process that reads global_defs', () => {
    expect(lines('# 1\nglobal_defs {\n  router_id a\0b\n  foo\n}\n', '2.2.7')).toEqual([3]);
    expect(lines('# 1\nglobal_defs {\n  router_id a\0b\n  foo\n}\n', '2.4.3')).toEqual([2, 4]);
  });

  it('are right again for the other processes, behind a NUL byte', () => {
    expect(lines('# 1\nfoo\0 bar\nfoo3\n', '2.2.7')).toEqual([1, 2, 3]);
  });

  it('count each piece of a line that is too long', () => {
    const text = `# 1\nglobal_defs {\n  router_id ${long(1100)}\n}\nfoo\nbar\n`;
    expect(lines(text, '2.2.7')).toEqual([3, 5, 6]);
    expect(lines(text, '2.4.3')).toEqual([2, 4, 6]);
  });
});

describe('a line that is too long', () => {
  it('goes on as a line of its own, also where a comment began it', () => {
    const { findings } = lintText(`# ${long(1030)} foo\nrouter_id a\n`, { profiles: ['keepalived'], version: '2.2.7' });
    expect(findings[0]).toMatchObject({ rule: 'syntax/unknown-keyword', line: 1, column: 1024 });
  });

  it('is one mistake for the reader', () => {
    const { findings } = lintText(`$LONG=${long(3000)}\n`, {});
    expect(findings.map(({ rule }) => rule)).toEqual(['syntax/line-too-long']);
  });

  it('may hold the brace that ends a block', () => {
    const { findings } = lintText(`global_defs {\n  router_id lb1 # ${long(1010)}\n  }\n`, {});
    expect(findings.map(({ rule }) => rule)).toEqual(['syntax/line-too-long']);
  });
});

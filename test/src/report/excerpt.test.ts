import { describe, expect, it } from 'vitest';
import { makeExcerpt } from '../../../src/report/excerpt.ts';
import { displayWidth } from '../../../src/report/terminal.ts';
import { at } from '../../helpers/report.ts';

/** What the caret would be under. */
function marked(line: string, column: number, endColumn: number): string {
  const { text, indent, length } = makeExcerpt(line, at('a', 1, column, endColumn));
  let from = 0;
  while (displayWidth(text.slice(0, from)) < indent) from++;
  let to = from;
  while (to < text.length && displayWidth(text.slice(from, to)) < length) to++;
  return text.slice(from, to);
}

describe('makeExcerpt', () => {
  it('marks the very characters', () => {
    expect(marked('    priority 300', 14, 17)).toBe('300');
  });

  it('stays in step behind tabs, wide characters and combining marks', () => {
    expect(marked('\tpriority\t300', 11, 14)).toBe('300');
    expect(marked('# 日本語 use_vmac', 7, 15)).toBe('use_vmac');
    expect(marked('cafe\u0301 300', 7, 10)).toBe('300');
  });

  it('marks one column where nothing is meant, also at the end of the line', () => {
    expect(makeExcerpt('abc', at('a', 1, 2, 2))).toEqual({ text: 'abc', parts: ['a', '', 'bc'], indent: 1, length: 1 });
    expect(makeExcerpt('abc', at('a', 1, 4, 4))).toEqual({ text: 'abc', parts: ['abc', '', ''], indent: 3, length: 1 });
    expect(makeExcerpt('', at('a', 1, 1, 9))).toEqual({ text: '', parts: ['', '', ''], indent: 0, length: 1 });
  });

  it('marks to the end of the first line of several', () => {
    expect(makeExcerpt('vrrp_instance A {   ', { path: 'a', line: 1, column: 1, endLine: 3, endColumn: 2 })).toEqual({
      text: 'vrrp_instance A {',
      parts: ['', 'vrrp_instance A {', ''],
      indent: 0,
      length: 17,
    });
  });

  it('shows the surroundings of what is meant in a long line', () => {
    const line = `${'x'.repeat(3000)} 300 ${'y'.repeat(3000)}`;
    expect(marked(line, 3002, 3005)).toBe('300');
    const { text } = makeExcerpt(line, at('a', 1, 3002, 3005));
    expect(text.length).toBeLessThan(200);
    expect(text).toMatch(/^…x+ 300 y+…$/);
  });

  it('cuts what is meant when that is longer than the excerpt', () => {
    const { text, length } = makeExcerpt('z'.repeat(5000), at('a', 1, 1, 5001));
    expect(length).toBeLessThan(200);
    expect(text).toBe(`${'z'.repeat(length)}…`);
  });

  it('shows control characters as harmless ones of the same width', () => {
    expect(marked('\u001b[2J 300', 6, 9)).toBe('300');
    expect(makeExcerpt('\u001b[2J', at('a', 1, 1, 2)).text).not.toContain('\u001b');
  });
});

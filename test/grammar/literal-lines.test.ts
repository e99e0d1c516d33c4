import { describe, expect, it } from 'vitest';
import { literalLines } from '../../grammar/literal-lines.ts';

/** The lines, with a `~` for what is blotted out. */
const lines = (text: string): readonly string[] => [...literalLines(text)].map((line) => line.text.replaceAll('\0', '~'));

describe('literalLines', () => {
  it.each([
    ['an expression', 'interface {{ x | default("}") }}\n', ['interface ~~~~~~~~~~~~~~~~~~~~~~']],
    ['a tag over several lines', 'a\n{% set x = [\n  1 ] %}\nb\n', ['a', '~~~~~~~~~~~~', '~~~~~~~~', 'b']],
    ['ERB', '<%- if @x -%>\nstate <%= @y %>\n', ['~~~~~~~~~~~~~', 'state ~~~~~~~~~']],
    ['a processing instruction', '<?py for x in y: ?>\nstate a\n', ['~~~~~~~~~~~~~~~~~~~', 'state a']],
    ['a variable for envsubst', 'priority ${P:-100}\n', ['priority ~~~~~~~~~']],
    ['a comment with a mark in it', '{# {{ x }} #}\n', ['~~~~~~~~~~~~~']],
    ['nothing of an opener without an end', 'x {{ y\nz {% a %}\n', ['x {{ y', 'z ~~~~~~~']],
    ['nothing where there is none', 'block {\n}\n', ['block {', '}']],
  ])('blots out %s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('keeps the offsets of the file', () => {
    const text = 'a\r\n{{ b\n}} c\nd';
    for (const { start, text: line } of literalLines(text)) expect(text.slice(start, start + line.length).length).toBe(line.length);
    expect([...literalLines(text)].map(({ start }) => start)).toEqual([0, 3, 8, 13]);
  });

  it('reads a hundred thousand openers without an end in one pass', () => {
    const text = '{{{%<%${{#\n'.repeat(20_000);
    expect([...literalLines(text)]).toHaveLength(20_000);
  });
});

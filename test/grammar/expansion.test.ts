import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Origin } from '../../grammar/expand/expansion.ts';
import { checkGrammar } from '../../grammar/parser.ts';
import { lineWords, walk } from '../../grammar/tree.ts';
import { expandText, readText } from '../helpers/read-text.ts';

/** `file:line:column text`, then the steps that led there. */
function describeOrigin(origin: Origin): string {
  const { line, column } = origin.source.at(origin.offset);
  const steps = (origin.through ?? []).map((step) => ` < ${step.by} ${step.name} ${step.source.path}:${step.source.at(step.offset).line}`);
  return `${origin.source.path}:${line}:${column} ${origin.source.text.slice(origin.offset, origin.end)}${steps.join('')}`;
}

/** The origin of each word of a text. */
function origins(text: string, files: Record<string, string> = {}, configId: string | null = null): string[] {
  const { expansion, tree } = readText(text, { files, configId });
  return [...walk(tree.body)].flatMap(lineWords).map((word) => describeOrigin(expansion.place(word.span)));
}

describe('origins', () => {
  it('are the words themselves in a plain file', () => {
    expect(origins('global_defs {\n  router_id "lb 1" # x\n}')).toEqual([
      'main.conf:1:1 global_defs',
      'main.conf:2:3 router_id',
      'main.conf:2:13 "lb 1"',
    ]);
  });

  it('lead from an included file to the include line', () => {
    expect(origins('\ninclude a.conf', { 'a.conf': '\n  foo' })).toEqual(['a.conf:2:3 foo < include a.conf main.conf:2']);
  });

  it('are the reference for a value, and lead to its definitions', () => {
    expect(origins('$NET=192.0.2\n$VIP=${NET}.1\nfoo x${VIP}y')).toEqual(['main.conf:3:1 foo', 'main.conf:3:5 x${VIP}y']);
    expect(origins('$NET=192.0.2\n$VIP=${NET}.1\nfoo $VIP')[1]).toBe(
      'main.conf:3:5 $VIP < definition VIP main.conf:2 < definition NET main.conf:1',
    );
  });

  it('of repeated text are its own characters, and lead to the repetition', () => {
    expect(origins('~SEQ(N, 1, 2) foo$N bar')).toEqual([
      'main.conf:1:15 foo$N < repetition ~SEQ(N, 1, 2) main.conf:1',
      'main.conf:1:21 bar < repetition ~SEQ(N, 1, 2) main.conf:1',
      'main.conf:1:15 foo$N < repetition ~SEQ(N, 1, 2) main.conf:1',
      'main.conf:1:21 bar < repetition ~SEQ(N, 1, 2) main.conf:1',
    ]);
  });

  it('of a definition of several lines are its use', () => {
    expect(origins('$M=foo \\\nbar\nx $M')).toEqual([
      'main.conf:3:1 x',
      'main.conf:3:3 $M < definition M main.conf:1',
      'main.conf:3:3 $M < definition M main.conf:1',
    ]);
  });

  it('stay right behind a condition, a comment and an escape', () => {
    expect(origins('@a foo # c\n a\\#b c', {}, 'a')).toEqual(['main.conf:1:4 foo', 'main.conf:2:2 a\\#b', 'main.conf:2:7 c']);
  });
});

/** Texts made of what the language is made of. */
const fragment = fc.constantFrom(
  'foo',
  'include a.conf',
  '$A',
  '${A}',
  '$A=',
  '$B=x \\',
  '~SEQ(N, 1, 3) ',
  '~LST(N, a, b) ',
  '@a ',
  '@^a ',
  '{',
  '}',
  '"',
  "'",
  '\\',
  '#',
  '!',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\u00e9',
  '\u{1f600}',
  '\ufeff',
  'virtual_ipaddress',
);
const text = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));
const files = { 'a.conf': '$A=x {\nfoo $A\n' };

describe('any text', () => {
  it('has a tree whose words all stand in a file', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(null, 'a'), fc.constantFrom('2.0.20', '2.2.7', '2.4.3'), (input, configId, version) => {
        const { expansion, tree } = readText(input, { files, configId, version: version as '2.2.7' });
        for (const node of walk(tree.body)) {
          for (const word of lineWords(node)) {
            expect(expansion.text.slice(word.start, word.end)).toBe(word.raw);
            const { source, offset, end } = expansion.place(word.span);
            expect(offset).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(offset);
            expect(end).toBeLessThanOrEqual(source.text.length);
          }
        }
        for (const { at } of expansion.problems) expect(at.end).toBeLessThanOrEqual(at.source.text.length);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('without definitions, repetitions, escapes and includes keeps its offsets', () => {
    const plain = fc.array(fc.constantFrom('foo', '@a ', '@^a ', '{', '}', '"', ' ', '\n', '# c', '\u00e9'), { maxLength: 60 });
    fc.assert(
      fc.property(plain, (parts) => {
        const input = parts.join('');
        const expansion = expandText(input, { configId: 'a' });
        expect(expansion.text).toHaveLength(input.length);
        for (let i = 0; i < input.length; i++) {
          expect([input[i], ' ']).toContain(expansion.text[i]);
          if (expansion.text[i] !== ' ') expect(expansion.origin(i).offset).toBe(i);
        }
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('is returned as it is where there is nothing to expand', () => {
    const input = 'vrrp_instance A {\n  interface "eth0"\n}\n';
    expect(expandText(input).text).toBe(input);
  });
});

it("passes Chevrotain's own checks of the grammar", () => {
  expect(checkGrammar).not.toThrow();
});

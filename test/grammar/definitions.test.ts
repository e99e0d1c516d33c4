import { describe, expect, it } from 'vitest';
import type { Origin } from '../../grammar/expand/expansion.ts';
import { LIMITS } from '../../grammar/expand/limits.ts';
import type { Version } from '../../grammar/version.ts';
import { expandText, linesOf, problemsOf, type ReadOptions } from '../helpers/read-text.ts';

/** `line:column text` of a place. */
function placeOf({ source, offset, end }: Origin): string {
  const { line, column } = source.at(offset);
  return `${line}:${column} ${source.text.slice(offset, end)}`;
}

/** What is told of each problem: its kind, its place, the place it is about, and its data. */
function told(text: string, options?: ReadOptions): unknown[][] {
  return expandText(text, options).problems.map(({ kind, at, related, data }) => [
    kind,
    placeOf(at),
    ...(related ? [placeOf(related)] : []),
    data,
  ]);
}

describe('a reference that nothing defines', () => {
  it('is told with how it is written and what it may mean', () => {
    expect(told('$PASSWORD=x\nfoo ${PASWORD}')).toEqual([
      ['undefined-definition', '2:5 ${PASWORD}', { name: 'PASWORD', braces: true, quoted: false, near: ['PASSWORD'] }],
    ]);
    expect(told('foo "a $_PDW"\nbar "x" $_PDW')).toMatchObject([
      ['undefined-definition', '2:9 $_PDW', { name: '_PDW', braces: false, quoted: false, near: ['_PWD'] }],
    ]);
    expect(told('foo "a ${ _PDW }"')).toEqual([
      ['undefined-definition', '1:8 ${ _PDW }', { name: ' _PDW ', braces: true, quoted: true, near: ['_PWD'] }],
    ]);
    expect(told('foo "x" ${A1}')).toMatchObject([['undefined-definition', '1:9 ${A1}', { quoted: false }]]);
  });

  it('stays without its braces', () => {
    expect(linesOf('foo { bar ${A B} }')).toEqual(['foo', '{', 'bar | $A | B', '}']);
    expect(linesOf('foo { bar ${ AB } x${CD}y }')).toEqual(['foo', '{', 'bar | $AB | x$CDy', '}']);
    expect(linesOf('$A=${NONE}\nfoo $A bar')).toEqual(['foo | $NONE | bar']);
  });

  it.each(['$', '$1', '$$', '${', '$-', '$A}', '${A'])('is not %s', (text) => {
    expect(problemsOf(`foo "${text}"`)).toEqual([]);
  });
});

describe('names', () => {
  it.each(['A', '_', 'a1', 'A_B', 'Z9_'])('may be %s', (name) => {
    expect(linesOf(`$${name}=x\nfoo $${name} \${${name}}y`)).toEqual(['foo | x | xy']);
  });

  it('end where a character stands that no name holds', () => {
    expect(linesOf('$A=x\nfoo ${A}-y $A\tz')).toEqual(['foo | x-y | x | z']);
    expect(linesOf('$A=x\nfoo $A-y $A. $A/z')).toEqual(['foo | $A-y | $A. | $A/z']);
    expect(linesOf('$A=x\nfoo $A, $A) y', { version: '2.1.0' })).toEqual(['foo | x, | x) | y']);
  });
});

describe('values', () => {
  it('begin behind blanks, and may be empty', () => {
    expect(linesOf('$A= \t x y\nfoo $A')).toEqual(['foo | x | y']);
    expect(linesOf('$A=\nfoo a${A}b $A c')).toEqual(['foo | ab | c']);
    expect(linesOf('$A=x\n$A=\nfoo a${A}b')).toEqual(['foo | ab']);
  });

  it('are looked at again from their start, and by the line they stand in', () => {
    expect(linesOf('$A=a$B c\n$B=b\nfoo $A')).toEqual(['foo | ab | c']);
    expect(linesOf('$A=$B\n$B=$C\n$C=$D\n$D=x\nfoo $A $B')).toEqual(['foo | x | x']);
    expect(linesOf('$A=x\nfoo ${A}${A}${A} $A $A')).toEqual(['foo | xxx | x | x']);
  });

  it('are told with where they come from, wherever the name of a file looks like theirs', () => {
    const files = { A: 'foo $A' };
    expect(linesOf('$A=x\ninclude A', { files })).toEqual(['foo | x']);
    expect(problemsOf('$A=x\ninclude A', { files })).toEqual([]);
  });

  it('may begin a repetition, to which the rest of the line belongs, but only at its start', () => {
    expect(linesOf('$A=~SEQ(N, 1, 2)\n  $A foo$N', { version: '2.2.7' })).toEqual(['foo1', 'foo2']);
    expect(linesOf('$A=~x\nfoo $A $A', { version: '2.2.7' })).toEqual(['foo | ~x | ~x']);
    expect(linesOf('$A=~x\nfoo $A $A')).toEqual(['foo | ~x | ~x']);
  });
});

it('a problem in a value is told with the way that leads there', () => {
  const [problem] = expandText('$A=x $NONE\n$B=$A\nfoo $B').problems;
  expect(problem?.at.through?.map(({ by, name }) => `${by} ${name}`)).toEqual(['definition B', 'definition A']);
  expect(expandText('foo $NONE').problems[0]?.at).not.toHaveProperty('through');
});

describe('definitions that lead nowhere', () => {
  it('are told with the way they go round', () => {
    expect(told('$A=$B\n$B=${C}\n$C=$B\nfoo $A x')).toEqual([
      ['definition-loop', '4:5 $A', '2:1 $B=', { name: 'B', chain: ['B', 'C', 'B'] }],
    ]);
    expect(told('$A=x $A\nfoo $A')).toEqual([['definition-grows', '2:5 $A', '1:1 $A=', { name: 'A' }]]);
    expect(told('$A=$A y\nfoo $A')).toEqual([['definition-grows', '2:5 $A', '1:1 $A=', { name: 'A' }]]);
    expect(told('$A=a${A}\nfoo $A')).toMatchObject([['definition-grows', '2:5 $A', '1:1 $A=', { name: 'A' }]]);
    expect(told('$A=x \\\n$A\nfoo $A')).toMatchObject([['definition-grows', '3:5 $A', '1:1 $A=', { name: 'A' }]]);
  });

  it('are used as deep as the limit, and not deeper', () => {
    const chain = (length: number) => Array.from({ length }, (_, index) => `$N${index}=\${N${index + 1}}`).join('\n');
    const depth = LIMITS['definition-depth'];
    const text = (length: number) => `${chain(length)}\n$N${length}=x\nfoo \${N0}y`;
    expect(problemsOf(text(depth - 1))).toEqual([]);
    expect(linesOf(text(depth - 1))).toEqual(['foo | xy']);
    expect(told(text(depth)).slice(-1)).toMatchObject([
      ['limit', expect.stringContaining('${N0}'), { what: 'definition-depth', limit: depth }],
    ]);
    expect(linesOf(text(depth))).toEqual(['foo | y']);
  });
});

describe('a line that grows', () => {
  it('may have as many references as the limit', () => {
    const { replacements } = LIMITS;
    const text = (count: number) => `$E=\nfoo bar${'${E}'.repeat(count)}`;
    expect(problemsOf(text(200))).toEqual([]);
    const doubling = [
      '$E=',
      ...Array.from({ length: 13 }, (_, index) => `$D${index + 1}=\${D${index}}\${D${index}}`),
      '$D0=${E}',
      'foo bar${D13} end',
    ];
    expect(told(doubling.join('\n'))).toMatchObject([['limit', '16:8 ${D13}', { what: 'replacements', limit: replacements }]]);
    expect(linesOf(doubling.join('\n'))).toEqual(['foo | bar']);
  });

  it('may be as long as the limit', () => {
    const limit = LIMITS['line-length'];
    const doubling = (times: number, more: string) =>
      `$D0=xxxxxxxx\n${Array.from({ length: times }, (_, index) => `$D${index + 1}=\${D${index}}\${D${index}}`).join('\n')}\nfoo ${more}\${D${times}}`;
    expect(told(doubling(12, ''))).toMatchObject([['limit', expect.any(String), { what: 'line-length', limit }]]);
    expect(told(doubling(8, '')).filter(([kind]) => kind === 'limit')).toEqual([]);
  });
});

describe('definitions of several lines', () => {
  it('are told where more follows on the line', () => {
    expect(told('$A=x \\\ny\n$A z')).toEqual([['definition-not-last', '3:1 $A', '1:1 $A=', { name: 'A' }]]);
    expect(linesOf('$A=x \\\ny\nfoo $A\nend')).toEqual(['foo | x', 'y', 'end']);
  });

  it('are told where they end before their last line', () => {
    expect(told('$A=foo1 \\\n# comment\nfoo2')).toEqual([
      ['definition-cut-short', '2:1 # comment', '1:1 $A=', { name: 'A', by: 'comment' }],
    ]);
    expect(told('$A=foo1 \\\n  \nfoo2')).toMatchObject([
      ['definition-cut-short', expect.any(String), '1:1 $A=', { name: 'A', by: 'blank' }],
    ]);
    expect(told('$A=foo1 \\\n\nfoo2 \\\nfoo3\n')[0]).toMatchObject(['definition-cut-short', '2:1 ', '1:1 $A=', { name: 'A', by: 'blank' }]);
    const files = { 'a.conf': 'a' };
    expect(told('$A=foo1 \\\n  include a.conf \\\nfoo2\n', { files })).toEqual([
      ['definition-cut-short', '2:3 include a.conf', '1:1 $A=', { name: 'A', by: 'include' }],
    ]);
    expect(problemsOf('$A=foo1 \\\n  include a.conf \\\nfoo2\n', { files, version: '2.2.0' })).toHaveLength(1);
    expect(told('$A=foo1 \\\nfoo2 # c \\\nfoo3')).toEqual([
      ['definition-cut-short', '2:6 # c \\', '1:1 $A=', { name: 'A', by: 'comment' }],
    ]);
    expect(problemsOf('$A=foo1 \\\nfoo2 # c\nfoo3')).toEqual([]);
  });

  it('keep each line without blanks at its end, and none that is empty', () => {
    expect(linesOf('$A=foo1  \\\n  foo2  \nbar\n$A')).toEqual(['bar', 'foo1', 'foo2']);
    expect(linesOf('$A=  \\\nfoo2 \\\n   \\\nfoo3\nx $A')).toEqual(['x | foo2', 'foo3']);
    expect(linesOf('$A=\\\n\\\nfoo2\nx${A}')).toEqual(['xfoo2']);
  });

  it('that a blank line cuts short are still replaced at the end of a line only', () => {
    expect(problemsOf('$A=foo1 \\\nfoo2 \\\n\nbar\n$A z')).toEqual(['definition-not-last@5:1']);
  });

  it('may be lines of another one', () => {
    expect(linesOf('$M=\\\nfoo1 \\\n$A=x \\\\\ny\n$M\nfoo $A')).toEqual(['foo1', 'foo | x', 'y']);
  });

  it('go on behind the file that begins them', () => {
    expect(linesOf('include a.conf\nb\nfoo $A', { files: { 'a.conf': '$A=x \\\ny \\' } })).toEqual(['foo | x', 'y', 'b']);
  });

  it('may be begun by a repetition, whose last round holds', () => {
    expect(linesOf('~SEQ(N, 1, 2) $A=x$N \\\nmore\nfoo $A')).toEqual(['foo | x2', 'more']);
  });
});

describe('predefined names', () => {
  it.each([
    ['${_INSTANCE}', '2.0.0', '$_INSTANCE'],
    ['${_INSTANCE}', '2.0.1', 'lb1'],
    ['x${_HASH}y', '2.1.3', 'x$_HASHy'],
    ['"x${_HASH}y"', '2.1.4', 'x#y'],
    ['x${_BANG}y', '2.1.3', 'x$_BANGy'],
    ['"x${_BANG}y"', '2.1.4', 'x!y'],
    ['${_PWD}', '2.0.0', '.'],
    ['${_RANDOM}', '2.0.14', '$_RANDOM'],
    ['${_RANDOM}', '2.0.15', '0'],
    ['${_RANDOM 7}', '2.0.15', '7'],
    ['${_RANDOM \t12 90}', '2.0.15', '12'],
    ['${_RANDOM x}', '2.0.15', '0'],
    ['${_RANDOM 7 x}', '2.0.15', '7'],
    ['${_RANDOM 7}', '2.4.0', '7'],
    ['${_RANDOM \t12 \t90}', '2.4.0', '12'],
    ['${_RANDOM}', '2.4.0', '0'],
    ['$_RANDOM', '2.4.0', '0'],
    ['${_ENV HOME}', '2.4.0', '/root'],
    ['${_ENV \tHOME}', '2.4.0', '/root'],
  ] as readonly [string, Version, string][])('%s of keepalived %s', (reference, version, value) => {
    expect(linesOf(`foo ${reference}`, { version, configId: 'lb1', environment: { HOME: '/root' } })).toEqual([`foo | ${value}`]);
  });

  it.each(['${_RANDOM x}', '${_RANDOM 7 x}', '${_RANDOM 1 2 3}', '${_RANDOMx}', '${x_RANDOM}', '${_ENV}', '${_ENV A B}', '${x_ENV A}'])(
    'are not %s since 2.4.0',
    (reference) => {
      expect(problemsOf(`foo ${reference}`)).toEqual(['undefined-definition@1:5']);
    },
  );

  it('are not _RANDOMx before 2.4.0 either, nor _ENV', () => {
    expect(problemsOf('foo ${_RANDOMx}', { version: '2.2.7' })).toEqual(['undefined-definition@1:5']);
    expect(problemsOf('foo ${x_RANDOM}', { version: '2.2.7' })).toEqual(['undefined-definition@1:5']);
    expect(problemsOf('foo ${_ENV HOME}', { version: '2.3.4' })).toEqual(['undefined-definition@1:5']);
    expect(problemsOf('foo $_ENV')).toEqual(['undefined-definition@1:5']);
  });

  it('say that a host with no config-id is unnamed', () => {
    expect(linesOf('foo $_INSTANCE')).toEqual(['foo | unnamed']);
  });

  it('of the environment are told where they are not known', () => {
    expect(told('foo "${_ENV HOME}" x')).toEqual([['environment-reference', '1:6 ${_ENV HOME}', { name: 'HOME' }]]);
    expect(told('foo "${_ENV HOME}" x', { environment: { HOME: '' } })).toEqual([]);
  });

  it('of random numbers must end the line before 2.4.0', () => {
    expect(told('foo ${_RANDOM 7} x', { version: '2.2.7' })).toEqual([['random-not-last', '1:5 ${_RANDOM 7}', {}]]);
    expect(told('foo ${_RANDOM 7}', { version: '2.2.7' })).toEqual([]);
    expect(told('foo ${_RANDOM 7} x')).toEqual([]);
  });

  it('can be set to something else', () => {
    expect(linesOf('$_PWD=x\nfoo $_PWD')).toEqual(['foo | x']);
  });
});

describe('what looks like a definition', () => {
  it('is none with a blank before its sign', () => {
    expect(told('$A \t=x\n')).toMatchObject([['definition-space-before-equals', expect.stringMatching(/^1:1 /), { name: 'A' }]]);
    expect(problemsOf('foo $A =x')).toEqual(['undefined-definition@1:5']);
  });

  it('is none where something stands before it, or where no name does', () => {
    expect(linesOf('foo $A=x\nbar')).toEqual(['foo | $A=x', 'bar']);
    expect(linesOf('$1A=x\nbar')).toEqual(['$1A=x', 'bar']);
    expect(linesOf('$=x\nbar')).toEqual(['$=x', 'bar']);
  });
});

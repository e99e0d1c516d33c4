import { describe, expect, it } from 'vitest';
import { expand } from '../../grammar/expand/expand.ts';
import type { Expansion } from '../../grammar/expand/expansion.ts';
import { createSource } from '../../grammar/source.ts';
import type { Version } from '../../grammar/version.ts';
import { expandText, linesOf, problemsOf } from '../helpers/read-text.ts';

describe('stripping', () => {
  it.each([
    ['a bb \\', ['a | bb\\']],
    ['a bb \\ # c', ['a | bb | \\']],
    ['a "b#b" # "x', ['a | b#b']],
    ['a bb#cc dd', ['a | bb']],
    ['a \\#bb \\!cc \\dd', ['a | #bb | !cc | \\dd']],
    ["a 'b # c'", ["a | 'b"]],
    ['a \\\\# c', ['a | \\\\']],
    ['a "x \\" # y" b', ['a | x \\ | # | y']],
    ['  \t a   b\t ', ['a | b']],
    ['! all of it', []],
    ['a \u00a0b', ['a | \u00a0b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb', ['a | b']],
    ['last line', ['last | line']],
    ['a b \\\\', ['a | b | \\\\']],
  ])('%j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it('notices a quote that nothing closes, and uses the words before it', () => {
    expect(linesOf('a b "c d # e')).toEqual(['a | b']);
    expect(problemsOf('a b "c d # e')).toEqual(['unterminated-quote@1:5']);
  });

  it('takes the end of a comment for a word before 2.4.0 only', () => {
    expect(problemsOf('foo # x\\', { version: '2.2.7' })).toEqual(['comment-ends-in-backslash@1:8']);
    expect(problemsOf('foo # x\\', { version: '2.4.0' })).toEqual([]);
  });
});

describe('bytes', () => {
  const long = (bytes: number): string => `a${' b'.repeat((bytes - 1) / 2)}\nnext`;

  it('holds 1022 bytes in a line, not more', () => {
    expect(linesOf(long(1021))).toHaveLength(2);
    expect(problemsOf(long(1021))).toEqual([]);
    expect(linesOf(long(1023))).toEqual(['next']);
    expect(problemsOf(long(1023))).toEqual(['line-too-long@1:1']);
  });

  it('counts bytes, not characters', () => {
    expect(problemsOf('\u00e9'.repeat(511))).toEqual([]);
    expect(problemsOf('\u00e9'.repeat(512))).toEqual(['line-too-long@1:1']);
    expect(problemsOf('\u{1f600}'.repeat(255))).toEqual([]);
    expect(problemsOf('\u{1f600}'.repeat(256))).toEqual(['line-too-long@1:1']);
  });

  it('keeps what fits before 2.4.0', () => {
    expect(linesOf(`router_id x ${'y'.repeat(1100)}`, { version: '2.2.7' })[0]).toMatch(/^router_id \| x \| y+$/);
  });

  it('reports NUL bytes once a file', () => {
    const text = 'a b\0c\nd\0\ne';
    expect(linesOf(text)).toEqual(['e']);
    expect(linesOf(text, { version: '2.2.7' })).toEqual(['a | b', 'd', 'e']);
    expect(problemsOf(text)).toEqual(['nul-byte@1:4']);
  });

  it('does not take a byte order mark for a part of the first word', () => {
    expect(linesOf('\ufeffglobal_defs {\n}')).toEqual(['global_defs', '{', '}']);
    expect(problemsOf('\ufeffglobal_defs {\n}')).toEqual(['byte-order-mark@1:1']);
  });
});

describe('braces', () => {
  it.each([
    ['foo{bar}baz', ['foo', '{', 'bar', '}', 'baz']],
    ['foo\n\n# c\n  {\nbar\n}', ['foo', '{', 'bar', '}']],
    ['a "b{c}" d', ['a | b{c} | d']],
    ['a "{"', ['a | {']],
    ["a '{' b", ["a | '", '{', "' | b"]],
    ['a \\{ b', ['a | \\', '{', 'b']],
    ['a "b { c', ['a']],
    ['{ a }', ['{', 'a', '}']],
  ])('%j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe('words', () => {
  it.each([
    ['a"b c"d e', ['a | b c | d | e']],
    ['"a""b" ""', ['a | b | ']],
    ["'x y' a\\b", ["'x | y' | a\\b"]],
    ['aa c\\"d e"', ['aa | c\\ | d e']],
    ['"quoted" keyword', ['quoted | keyword']],
    ['a\vb\fc', ['a | b | c']],
  ])('%j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe('conditions', () => {
  const text = '@main one\n@^main two\n@other three\n  @main   four\nfive';

  it.each([
    ['main', ['one', 'four', 'five']],
    ['other', ['two', 'three', 'five']],
    [null, ['two', 'five']],
  ])('for config-id %s', (configId, lines) => {
    expect(linesOf(text, { configId })).toEqual(lines);
  });

  it('may stand before a definition and a repetition', () => {
    const lines = '@main $A=x\n@^main $A=y\n@main ~SEQ(N, 1, 2) foo${N}\nbar $A';
    expect(linesOf(lines, { configId: 'main' })).toEqual(['foo1', 'foo2', 'bar | x']);
    expect(linesOf(lines)).toEqual(['bar | y']);
  });

  it('says that one without words behind it does nothing', () => {
    expect(problemsOf('@main\n@ x\n@^ y', { configId: 'main' })).toEqual([
      'condition-without-effect@1:1',
      'condition-without-effect@2:1',
      'condition-without-effect@3:1',
    ]);
    expect(linesOf('@main\n@ x\n@^ y', { configId: 'main' })).toEqual(['y']);
  });

  it('allows one a line', () => {
    expect(problemsOf('@a @b foo', { configId: 'a' })).toEqual(['condition-twice@1:4']);
    expect(problemsOf('@a @b foo')).toEqual([]);
  });

  it('takes two on a line for both, so that a block stays whole', () => {
    const text = '@a @^b vrrp_instance A {\n@a   interface eth0\n@a }\nend';
    expect(linesOf(text, { configId: 'a' })).toEqual(['vrrp_instance | A', '{', 'interface | eth0', '}', 'end']);
    expect(linesOf('@a @b foo\nend', { configId: 'a' })).toEqual(['end']);
  });

  it('has each view read its own of many lines below each other, and names all ids in their order', () => {
    const source = createSource('main.conf', '@b two\n@a one\n  @^a not-a\n@c x {\n@d x {\n}\n@a last\nend');
    const read = (configId: string, version: Version) =>
      expand(source, { configId, version, files: { match: () => [], read: () => 'missing', directory: () => '', show: (path) => path } });
    const words = ({ text }: Expansion) => text.split(/\s+/).filter((word) => word !== '');
    // One source for all: what one view has read does not change what another one reads.
    for (const version of ['2.0.8', '2.4.3'] as const) {
      const negates = version === '2.4.3';
      const notA = negates ? ['not-a'] : [];
      expect(words(read('a', version))).toEqual(['one', 'last', 'end']);
      expect(words(read('b', version))).toEqual(['two', ...notA, 'end']);
      expect(words(read('c', version))).toEqual([...notA, 'x', '{', '}', 'end']);
      expect(words(read('^a', version))).toEqual(['not-a', 'end']);
      expect([...read('d', version).configIds]).toEqual(negates ? ['b', 'a', 'c', 'd'] : ['b', 'a', '^a', 'c', 'd']);
      expect(read('d', version).text.indexOf('end')).toBe(source.text.indexOf('end'));
    }
  });

  it('without an id never holds, and always when negated', () => {
    const text = '@ one\n@^ two\n@^^ three\n@^^x four';
    expect(linesOf(text, { configId: 'a' })).toEqual(['two', 'three', 'four']);
    expect([...expandText(text).configIds]).toEqual(['^', '^x']);
  });

  it('reports a block whose header is hidden and whose body is not, once, and leaves it out', () => {
    const block = '@main vrrp_instance A {\n  interface eth0\n  virtual_ipaddress {\n    192.0.2.1\n  }\n}\nglobal_defs {\n}';
    expect(problemsOf(block)).toEqual(['condition-hides-brace@1:1']);
    expect(linesOf(block)).toEqual(['global_defs', '{', '}']);
    expect(problemsOf(block, { configId: 'main' })).toEqual([]);
  });

  it('finds nothing wrong with one header a node over a common body', () => {
    const block = '@a vrrp_instance A {\n@b vrrp_instance B {\n  interface eth0\n}\nend';
    expect(problemsOf(block, { configId: 'a' })).toEqual([]);
    expect(linesOf(block, { configId: 'b' })).toEqual(['vrrp_instance | B', '{', 'interface | eth0', '}', 'end']);
    expect(problemsOf(block)).toEqual(['condition-hides-brace@1:1']);
    expect(linesOf(block)).toEqual(['end']);
  });

  it('reports a block whose braces are hidden and whose lines are not, and leaves it out', () => {
    const block = '@a vrrp_instance A {\n  interface eth0\n@a priority 100\n@a }\nend';
    expect(problemsOf(block)).toEqual(['condition-hides-brace@1:1']);
    expect(linesOf(block)).toEqual(['end']);
    expect(problemsOf(block, { configId: 'a' })).toEqual([]);
  });

  it('finds nothing wrong with a definition between hidden lines, nor with two braces of one body', () => {
    expect(problemsOf('@a vrrp_instance A {\n$IF=eth0\n@a   interface $IF\n@a }')).toEqual([]);
    const common = '@a vrrp_instance A {\n@b vrrp_instance B {\n  interface eth0\n@a }\n@b }';
    expect(problemsOf(common, { configId: 'a' })).toEqual([]);
    expect(problemsOf(common, { configId: 'b' })).toEqual([]);
  });

  it('finds nothing wrong with a block that is hidden line by line', () => {
    const block = '@a vrrp_instance A {\n@a   interface eth0\n@a }\nend';
    expect(problemsOf(block)).toEqual([]);
    expect(linesOf(block)).toEqual(['end']);
  });

  it('does not lose the brace that a condition behind { would swallow', () => {
    expect(linesOf('global_defs { @other router_id x }\nfoo')).toEqual(['global_defs', '{', '}', 'foo']);
    expect(problemsOf('global_defs { @other router_id x }\nfoo')).toEqual(['condition-swallows-brace@1:15']);
  });

  it('hides all lines of a multi-line definition, and says that keepalived does not', () => {
    const lines = '@other $NAME=foo1 \\\nfoo2 \\\nfoo3\nfoo4';
    expect(linesOf(lines)).toEqual(['foo4']);
    expect(problemsOf(lines)).toEqual(['condition-on-multi-line-definition@1:1']);
  });
});

describe('definitions', () => {
  it('are replaced before a blank and at the end, in braces everywhere, and not elsewhere', () => {
    const text = '$A=one two\nfoo $A x$A ${A}y $A, $A)\nfoo "$A/24" "${A}" $A}x';
    expect(linesOf(text)).toEqual([
      'foo | one | two | xone | two | one | twoy | one | two, | one | two)',
      'foo | $A/24 | one two | $A',
      'x',
    ]);
  });

  it('are not replaced before a comma or bracket in 2.0', () => {
    expect(linesOf('$A=x\nfoo $A, $A)', { version: '2.0.20' })).toEqual(['foo | $A, | $A)']);
  });

  it('are looked up when they are used', () => {
    expect(linesOf('$A=${B}.1\n$B=192.0.2\nfoo $A\n$B=198.51.100\nfoo $A')).toEqual(['foo | 192.0.2.1', 'foo | 198.51.100.1']);
  });

  it('are text: what comes out is stripped and split', () => {
    expect(linesOf('$A=a { b }\nfoo $A')).toEqual(['foo | a', '{', 'b', '}']);
    expect(linesOf('foo ${_HASH}x "${_HASH}x"')).toEqual(['foo']);
    expect(linesOf('foo "${_HASH}x" y')).toEqual(['foo | #x | y']);
  });

  it('know the predefined names of the version', () => {
    expect(linesOf('foo $_INSTANCE ${_PWD} ${_RANDOM 5 9}', { configId: 'lb1' })).toEqual(['foo | lb1 | . | 5']);
    expect(problemsOf('foo "${_ENV HOME}"')).toEqual(['environment-reference@1:6']);
    expect(linesOf('foo "${_ENV HOME}"')).toEqual(['foo | ']);
    expect(problemsOf('foo "${_ENV HOME}"', { version: '2.2.7' })).toEqual(['undefined-definition@1:6']);
  });

  it('that are missing stay, and do not close the block', () => {
    const text = 'global_defs {\nrouter_id ${NOPE}\nfoo $NOPE\n}';
    expect(linesOf(text)).toEqual(['global_defs', '{', 'router_id | $NOPE', 'foo | $NOPE', '}']);
    expect(problemsOf(text)).toEqual(['undefined-definition@2:11', 'undefined-definition@3:5']);
  });

  it('with a blank before = define nothing', () => {
    expect(problemsOf('$A =x\nfoo')).toEqual(['definition-space-before-equals@1:1']);
  });

  it('of several lines are used where they end the line', () => {
    const text = '$A=foo1 x \\\n foo2 y \\\n foo3\n$A\nbar $A\n$A extra\n{ $A }';
    expect(linesOf(text)).toEqual(['foo1 | x', 'foo2 | y', 'foo3', 'bar | foo1 | x', 'foo2 | y', 'foo3', '$A | extra', '{', '$A', '}']);
    expect(problemsOf(text)).toEqual(['definition-not-last@6:1', 'definition-not-last@7:3']);
  });

  it('of several lines go through all phases when they are used', () => {
    const text = '$IN=foo_in1 x \\\nfoo_in2 y\n$OUT=foo_out1 \\\n$IN \\\n@main foo_main \\\nfoo_out2\n$OUT';
    expect(linesOf(text, { configId: 'main' })).toEqual(['foo_out1', 'foo_in1 | x', 'foo_in2 | y', 'foo_main', 'foo_out2']);
  });

  it('of several lines are ended by a comment line, which is reported', () => {
    expect(problemsOf('$A=foo1 \\\n# comment\nfoo2')).toEqual(['definition-cut-short@2:1']);
    expect(linesOf('$A=foo1 \\\n# comment\nfoo2')).toEqual(['foo2']);
  });

  it('of several lines may begin with another one', () => {
    expect(linesOf('$B=b1 \\\nb2\n$A=$B \\\na2\n$A')).toEqual(['b1', 'b2', 'a2']);
  });

  it('of several lines are joined by the backslash of a comment before 2.4.0, and ended by it since', () => {
    const text = '$A=foo1 x \\\n# comment \\\nfoo2 y # c \\\nfoo3\n$A';
    expect(linesOf(text, { version: '2.2.7' })).toEqual(['foo1 | x', 'foo2 | y', 'foo3']);
    expect(problemsOf(text, { version: '2.2.7' })).toEqual([]);
    expect(problemsOf('$A=foo1 \\\nfoo2 y # c \\\nfoo3\n$A')).toEqual(['definition-cut-short@2:8']);
  });

  it('behind a brace may be set by what stands before them', () => {
    expect(linesOf('global_defs { ~SEQ(N, 1, 2) foo${N}x')).toEqual(['global_defs', '{', 'foo1x', 'foo2x']);
    expect(problemsOf('global_defs { $A=x\nfoo ${A}y')).toEqual([]);
  });

  it('of several lines may end with a blank line that nothing follows', () => {
    expect(problemsOf('$A=foo1 \\\nfoo2 \\\n\nglobal_defs {\n}\n')).toEqual([]);
    expect(problemsOf('$A=foo1 \\\n\nfoo2 \\\nfoo3\n')).toEqual(['definition-cut-short@2:1', 'trailing-backslash@3:6']);
  });

  it('of one line behind a backslash are replaced anywhere', () => {
    expect(linesOf('$A=\\\nx y\nfoo${A}z { $A }')).toEqual(['foox | yz', '{', 'x | y', '}']);
    expect(linesOf('$A=\\\n\nfoo${A}z')).toEqual(['fooz']);
    expect(problemsOf('$A=\\\n\nfoo${A}z')).toEqual([]);
  });

  it('of several lines lose one backslash a line, not two', () => {
    expect(linesOf('$A=\\\nx\\\\\\\ny z\n$A')).toEqual(['x\\\\', 'y | z']);
  });

  it('of several lines are ended by an include line, since 2.2.0', () => {
    const files = { 'a.conf': 'a' };
    const text = '$A=foo1 \\\n  include a.conf \\\nfoo2\n';
    expect(problemsOf(text, { files })).toEqual(['definition-cut-short@2:3']);
    expect(problemsOf(text, { files, version: '2.1.5' })).toEqual([]);
  });

  it('may end a name in front of them, before 2.4.0', () => {
    const text = '$A=x\n$E=\n$B= y\nfoo$A${E} bar$A${B}';
    expect(linesOf(text, { version: '2.2.7' })).toEqual(['foox | bar$Ay']);
    expect(linesOf('$A=x\n$C=,y\nfoo$A${C}', { version: '2.2.7' })).toEqual(['foox,y']);
    expect(linesOf('$A=x\n$C=,y\nfoo$A${C}')).toEqual(['foo$A,y']);
  });

  it('that lead back to themselves are reported where they are used, and left out', () => {
    expect(problemsOf('$A=$B\n$B=$A\nfoo $A')).toEqual(['definition-loop@3:5']);
    expect(linesOf('$A=$B\n$B=$A\nfoo $A bar')).toEqual(['foo | bar']);
    expect(problemsOf('$A=x $A\nfoo $A')).toEqual(['definition-grows@2:5']);
  });
});

describe('repetitions', () => {
  it.each([
    ['~SEQ(N, 3) foo$N', ['foo1', 'foo2', 'foo3']],
    ['~SEQ(N, 5, 4) foo$N', ['foo5', 'foo4']],
    ['~SEQ(N, 1, 2, 6) foo$N', ['foo1', 'foo3', 'foo5']],
    ['~SEQ(N, 0) foo$N', ['foo1', 'foo0']],
    ['~SEQ(N, -2) foo$N', ['foo-1', 'foo-2']],
    ['~SEQx(N, 9, 11) foo$N', ['foo9', 'fooa', 'foob']],
    ['~SEQ(N, 010, 0x9) foo$N', ['foo8', 'foo9']],
    ['$M=2\n~SEQ(N, $M) foo$N', ['foo1', 'foo2']],
    ['$M=1\n~SEQ(N, ${M}2, 13) foo$N', ['foo12', 'foo13']],
    ['$M=2, 3\n~SEQ(N, $M) foo$N', ['foo2', 'foo3']],
    ['~SEQ(N, , 1) foo$N', ['foo0', 'foo1']],
    ['~SEQ(N, 0X1F, 0x20) foo$N', ['foo31', 'foo32']],
    ['~SEQ (N, 1, 2) foo$N', ['foo1', 'foo2']],
    ['~SEQ(N, 1, 2)foo$N', ['foo1', 'foo2']],
    ['~LST(N, a, b) foo$N', ['fooa', 'foob']],
    ['~LST({A, B}, {a, 1}, {b}) foo${A}_${B}', ['fooa_1', 'foob_']],
    ['~LST({A, B}, a, {b, 2} , c ) foo${A}_${B}', ['fooa_', 'foob_2', 'fooc_']],
    ['~LST(N, {a}, b, , ) foo${N}_', ['fooa_', 'foob_', 'foo_', 'foo_']],
    ['~LST(N, a{b, c) foo$N', ['fooa', '{', 'b', 'fooc']],
    ['~SEQ(A, 1, 2) ~SEQ(B, 1, 2) foo${A}_${B}', ['foo1_1', 'foo1_2', 'foo2_1', 'foo2_2']],
    ['~SEQ(N, 1, 2) foo$N { bar }', ['foo1', '{', 'bar', '}', 'foo2', '{', 'bar', '}']],
    ['$N=x\n~SEQ(N, 1, 2) foo$N\nbar $N', ['foo1', 'foo2', 'bar | 2']],
    ['~SEQ(N, 1, 2)', []],
  ])('%j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
    expect(problemsOf(text)).toEqual([]);
  });

  it('run a definition of several lines once a value', () => {
    expect(linesOf('$M=foo${N} a \\\nbar${N} b\n~SEQ(N, 1, 2) $M')).toEqual(['foo1 | a', 'bar1 | b', 'foo2 | a', 'bar2 | b']);
  });

  it.each([
    '~SEQ(N, x) foo',
    '~SEQ(1N, 2) foo',
    '~SEQ(N) foo',
    '~SEQ(N, 1, 0, 5) foo',
    '~SEQ(N, 1, -1, 5) foo',
    '~SEQx(N, -1, 2) foo',
    '~LST(N) foo',
    '~LST(N, {a, b}) foo',
    '~LST(N, {a, b) foo',
    '~LST(N, a b) foo',
    '~LST({A, B}, {a, 1, x}) foo',
    '~LST({A, B}, {a 1}) foo',
  ])('says that %j is not valid', (text) => {
    expect(problemsOf(text)).toEqual(['invalid-repetition@1:1']);
    expect(linesOf(text)).toEqual([]);
  });

  it('says that an older keepalived does not know one', () => {
    expect(problemsOf('~LST(N, a) foo', { version: '2.0.20' })).toEqual(['invalid-repetition@1:1']);
  });

  it('must stand first on the line', () => {
    expect(problemsOf('foo ~SEQ(N, 1, 2) bar')).toEqual(['repetition-not-first@1:5']);
    expect(problemsOf('~SEQUENCE(N, 1, 2) bar')).toEqual(['repetition-not-first@1:1']);
  });

  it('that come out of a definition count before 2.4.0, where a $ is left, and set their names first', () => {
    const text = '$N=x\n$A=~SEQ(N, 1, 2)\n$A foo$N bar';
    expect(linesOf(text, { version: '2.2.7' })).toEqual(['foo1 | bar', 'foo2 | bar']);
    expect(problemsOf(text)).toEqual(['repetition-not-first@3:1']);
    expect(problemsOf('$A=~SEQ(N, 1, 2) foo\n$A', { version: '2.2.7' })).toEqual(['repetition-not-first@2:1']);
    expect(linesOf('$A=~SEQ(N, 1, 2) foo\n$A', { version: '2.0.20' })).toEqual(['foo', 'foo']);
  });
});

describe('includes', () => {
  it('put the file in place, at any depth and inside blocks and lists', () => {
    const files = { 'sub/list.conf': '192.0.2.1\ninclude more.conf\n192.0.2.3', 'sub/more.conf': '192.0.2.2' };
    expect(linesOf('vips {\n  include sub/list.conf\n}\nend', { files })).toEqual([
      'vips',
      '{',
      '192.0.2.1',
      '192.0.2.2',
      '192.0.2.3',
      '}',
      'end',
    ]);
  });

  it('read alternatives and wildcards in order', () => {
    const files = { 'b.conf': 'b', 'a.conf': 'a', 'c.conf': 'c', 'c.txt': 'no' };
    expect(linesOf('include {b,a}.conf\ninclude c.conf\ninclude ?.conf', { files })).toEqual(['b', 'a', 'c', 'a', 'b', 'c']);
  });

  it('may close a block of the including file', () => {
    expect(linesOf('a {\ninclude b.conf\nc', { files: { 'b.conf': 'b\n}' } })).toEqual(['a', '{', 'b', '}', 'c']);
  });

  it.each([
    ['include none.conf', 'include-missing@1:9'],
    ['include *.none', 'include-missing@1:9'],
    ['include "a.conf"', 'include-quoted@1:9'],
    ['include', 'include-malformed@1:1'],
    ['include main.conf', 'include-loop@1:9'],
  ])('%j is reported', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it('know the forms of the version', () => {
    const files = { 'a.conf': 'a' };
    expect(linesOf('includer a.conf', { files })).toEqual(['a']);
    expect(problemsOf('includer a.conf', { files, version: '2.1.5' })).toEqual(['include-malformed@1:1']);
  });

  it('behind a condition or out of a definition are read, with a warning', () => {
    const files = { 'a.conf': 'a' };
    expect(problemsOf('@x include a.conf', { files, configId: 'x' })).toEqual(['include-read-twice@1:4']);
    expect(problemsOf('@x include a.conf', { files })).toEqual([]);
    expect(problemsOf('$I=include a.conf\n$I', { files })).toEqual(['include-read-twice@2:1']);
    expect(linesOf('$I=include a.conf\n$I', { files })).toEqual(['a']);
  });

  it('behind a brace or a repetition are read, with a warning', () => {
    const files = { 'a.conf': 'a' };
    expect(problemsOf('foo { include a.conf', { files })).toEqual(['include-read-twice@1:7']);
    expect(problemsOf('~SEQ(N, 1, 2) include a.conf', { files })).toEqual(['include-read-twice@1:15']);
    expect(linesOf('~SEQ(N, 1, 2) include a.conf', { files })).toEqual(['a', 'a']);
    expect(problemsOf('$A=a\n  include ${A}.conf', { files })).toEqual([]);
  });

  it('may name a file that waits to be read', () => {
    const files = { 'a.conf': 'a\ninclude b.conf', 'b.conf': 'b' };
    expect(linesOf('include ?.conf', { files })).toEqual(['a', 'b', 'b']);
    expect(problemsOf('include ?.conf', { files })).toEqual([]);
    expect(problemsOf('include ?.conf', { files: { ...files, 'b.conf': 'include a.conf' } })).toEqual([
      'include-loop@b.conf:1:9',
      'include-loop@a.conf:2:9',
    ]);
  });

  it('are counted by depth, however many files one pattern matches', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x${i}.conf`, `x${i}`]));
    const files = { ...many, 'x0.conf': 'include c.conf', 'c.conf': 'c' };
    expect(problemsOf('include x*.conf', { files })).toEqual([]);
    expect(linesOf('include x*.conf', { files })[0]).toBe('c');
  });
});

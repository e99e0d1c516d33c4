import { describe, expect, it } from 'vitest';
import type { Keyword } from '../../../grammar/keywords/keyword.ts';
import { block, flag, list, value } from '../../../grammar/keywords/rows.ts';
import { NEWEST_VERSION, type Version } from '../../../grammar/version.ts';
import { bind } from '../../../src/binding/bind.ts';
import { type Bound, isBlock, isList, isValue, type Misfit } from '../../../src/binding/bound.ts';
import { readText } from '../../helpers/read-text.ts';

const does = 'Is there for a test.';

/** A language of its own: what is tested is that the rows decide, not the keywords of keepalived. */
const vocabulary: readonly Keyword[] = [
  flag('root_flag', { does }),
  block('server', [{ name: 'name', type: 'name', defines: 'vrrp_instance' }], { does, repeat: 'first-reported', missing: 'reported' }, [
    value('port', [{ name: 'port', type: 'integer', min: 1, max: 9 }], { does }),
    value('level', [{ name: 'level', type: 'integer', min: 1, max: 9 }], { does, invalid: 'clamped' }),
    value('mode', [{ name: 'mode', type: 'enum', values: ['a', 'b'] }], {
      does,
      repeat: 'first-reported',
      replaceable: 'a',
      sameAgain: 'silent',
    }),
    value('source', [{ name: 'address', type: 'address' }], { does, invalid: 'earlier-lost' }),
    value('delay', [{ name: 'delay', type: 'integer' }], { does, repeat: 'largest' }),
    value('state', [{ name: 'state', type: 'enum', values: ['up', 'down'] }], { does, invalid: { use: 'down' } }),
    value('fatal', [{ name: 'n', type: 'integer' }], { does, invalid: 'block-removed' }),
    value('new_word', [{ name: 'on', type: 'boolean', optional: true, since: '2.3.0' }], { does }),
    value('old', [], { does, until: '2.2.0' }),
    value('young', [], { does, since: '2.3.0' }),
    value('older_name', [], { does, deprecated: { since: '2.1.0', use: 'young' }, sameAs: 'port' }),
    value(
      'link',
      [
        { name: 'mac', type: 'mac', optional: true },
        { name: 'kind', type: 'enum', values: ['bridge', 'private'], optional: true },
        { name: 'group', type: 'text', keyword: 'group', optional: true },
        { name: 'interface', type: 'interface', optional: true },
      ],
      { does, anyOrder: true, invalid: 'word-ignored', extra: 'reported' },
    ),
    value(
      'run',
      [
        { name: 'script', type: 'script' },
        { name: 'user', type: 'user', optional: true },
      ],
      { does, extra: 'refused' },
    ),
    flag('quiet', { does }),
    value('late', [], { does, after: ['port'] }),
    list('names', 'names', { does, repeat: 'accumulates', line: [{ name: 'name', type: 'name', repeat: true }] }),
    list('hosts', 'peer', {
      does,
      repeat: 'accumulates',
      line: [
        { name: 'address', type: 'address' },
        { name: 'ttl', type: 'integer', keyword: 'ttl', min: 0, max: 255, optional: true },
      ],
    }),
    block('shared', [], { does, repeat: 'accumulates', continues: true }, [
      value('first', [{ name: 'n', type: 'integer' }], { does, repeat: 'first-reported' }),
    ]),
    block('inner', [], { does }, [value('depth', [{ name: 'n', type: 'integer' }], { does, required: true })]),
  ]),
  block('pool', [{ name: 'address', type: 'address' }], { does, forms: [{ word: 'mark', args: [{ name: 'mark', type: 'integer' }] }] }, [
    value('depth', [{ name: 'n', type: 'integer' }], { does }),
  ]),
];

function read(text: string, version: Version = NEWEST_VERSION): { children: readonly Bound[]; misfits: readonly Misfit[]; text: string } {
  const { expansion, tree } = readText(text, { version });
  const { bound, misfits } = bind(tree, vocabulary, version);
  return { children: bound.children, misfits, text: expansion.text };
}

/** Misfits as `kind: what they are about`. */
function misfitsOf(text: string, version?: Version): string[] {
  const bound = read(text, version);
  return bound.misfits.map(({ kind, at }) => `${kind}: ${bound.text.slice(at.start, at.end)}`);
}

/** What is bound, one line for each keyword: its values, in brackets where keepalived does not use it. */
function boundLines(children: readonly Bound[], indent = ''): string[] {
  return children.flatMap((bound) => {
    const words = [bound.keyword.name, ...bound.args.map((argument) => `${argument.argument.name}=${argument.value}`)].join(' ');
    if (isList(bound)) return [`${indent}${words} [${bound.entries.length}]`];
    const line = indent + (bound.valid ? words : `(${words})`);
    return isBlock(bound) ? [line, ...boundLines(bound.children, `${indent}  `)] : [line];
  });
}

const linesOf = (text: string, version?: Version): string[] => boundLines(read(text, version).children);

describe('lines', () => {
  it('are read by their rows', () => {
    const text = 'root_flag\nserver s1 {\nport 5\nquiet\nnames { a b\nc }\ninner { depth 3 }\n}\n';
    expect(linesOf(text)).toEqual(['root_flag', 'server name=s1', '  port port=5', '  quiet', '  names [2]', '  inner', '    depth n=3']);
    expect(misfitsOf(text)).toEqual([]);
  });

  it('lose the words from an unterminated quote on', () => {
    expect(linesOf('server s { run a "b c\n}')).toEqual(['server name=s', '  run script=a']);
  });

  it('without a required word are not used', () => {
    expect(linesOf('server s { port\n}')).toEqual(['server name=s', '  (port)']);
    expect(misfitsOf('server s { port\n}')).toEqual(['missing-argument: port']);
  });

  it('with too many words are used, unless the row refuses that', () => {
    const text = 'server s {\nport 5 6 7\nrun x y z\nquiet off\n}';
    expect(linesOf(text)).toEqual(['server name=s', '  port port=5', '  (run script=x user=y)', '  quiet']);
    expect(misfitsOf(text)).toEqual(['extra-argument: 6 7', 'extra-argument: z', 'extra-argument: off']);
  });

  it('keep a script in single quotes together', () => {
    expect(linesOf("server s { run '/bin/x a  b' root\n}")).toEqual(['server name=s', "  run script='/bin/x a  b' user=root"]);
  });
});

describe('values that do not fit', () => {
  it.each([
    ['port 10', '  (port port=undefined)'],
    ['level 10', '  level level=9'],
    ['level x', '  (level level=undefined)'],
    ['state sideways', '  state state=down'],
  ])('%s', (line, expected) => {
    expect(linesOf(`server s {\n${line}\n}`)).toEqual(['server name=s', expected]);
    expect(misfitsOf(`server s {\n${line}\n}`)).toEqual([`invalid-value: ${line.split(' ')[1]}`]);
  });

  it('may cost the whole block', () => {
    expect(linesOf('server s {\nfatal x\n}')).toEqual(['(server name=s)', '  (fatal n=undefined)']);
  });

  it('say what keepalived uses instead', () => {
    const [misfit] = read('server s {\nlevel 10\n}').misfits;
    expect(misfit).toMatchObject({ kind: 'invalid-value', data: { why: 'lies outside 1 to 9', used: 9, invalid: 'clamped' } });
  });
});

describe('words in any order', () => {
  it.each([
    ['link eth0 bridge 02:00:00:00:00:01', 'link interface=eth0 kind=bridge mac=02:00:00:00:00:01'],
    ['link 02:00:00:00:00:01 eth0', 'link mac=02:00:00:00:00:01 interface=eth0'],
    ['link group bridge eth0', 'link group=bridge interface=eth0'],
    ['link', 'link'],
  ])('%s', (line, expected) => {
    expect(linesOf(`server s {\n${line}\n}`)[1]).toBe(`  ${expected}`);
    expect(misfitsOf(`server s {\n${line}\n}`)).toEqual([]);
  });

  it.each([
    ['link eth0 eth1', 'extra-argument: eth1'],
    ['link bridge private', 'extra-argument: private'],
    ['link 02:00:00:00:00:0g', 'invalid-value: 02:00:00:00:00:0g'],
    ['link an_interface_too_long bridge', 'invalid-value: an_interface_too_long'],
    ['link eth0 group', 'missing-argument: group'],
  ])('%s', (line, misfit) => {
    expect(misfitsOf(`server s {\n${line}\n}`)).toEqual([misfit]);
  });

  it('blame the argument that the word looks like', () => {
    const [misfit] = read('server s {\nlink 02:00:00\n}').misfits;
    expect(misfit?.data).toMatchObject({ argument: { name: 'mac' } });
  });
});

describe('keywords that stand twice', () => {
  it('count once: the last one where the row says nothing else', () => {
    expect(misfitsOf('server s {\nport 1\nport 2\n}')).toEqual(['duplicate-keyword: port']);
    expect(linesOf('server s {\nport 1\nport 2\n}')).toEqual(['server name=s', '  port port=1', '  port port=2']);
  });

  it('count once: the first one where the row says so', () => {
    expect(linesOf('server s {\nmode b\nmode a\n}')).toEqual(['server name=s', '  mode mode=b', '  (mode mode=a)']);
    expect(misfitsOf('server s {\nmode b\nmode a\n}')).toEqual(['duplicate-keyword: mode']);
  });

  it('do not count at all where keepalived forgets the first before it finds that it cannot use the second', () => {
    const text = 'server s {\nsource 192.0.2.1\nsource x\n}';
    expect(linesOf(text)).toEqual(['server name=s', '  (source address=192.0.2.1)', '  (source address=undefined)']);
    expect(misfitsOf(text)).toEqual(['invalid-value: x', 'duplicate-keyword: source']);
    expect(misfitsOf('server s {\nsource x\nsource 192.0.2.1\n}')).toEqual(['invalid-value: x']);
  });

  it('count once: the largest one where the row says so', () => {
    const delays = (...values: number[]): string[] =>
      linesOf(`server s {\n${values.map((each) => `delay ${each}`).join('\n')}\n}`).slice(1);
    expect(delays(5, 3, 4)).toEqual(['  delay delay=5', '  (delay delay=3)', '  (delay delay=4)']);
    expect(delays(3, 5)).toEqual(['  delay delay=3', '  delay delay=5']);
  });

  it('are no misfit where the first has the value that nothing has, or both say the same', () => {
    expect(misfitsOf('server s {\nmode a\nmode b\n}')).toEqual([]);
    expect(misfitsOf('server s {\nmode b\nmode b\n}')).toEqual([]);
  });

  it('may have two names', () => {
    expect(misfitsOf('server s {\nport 1\nolder_name\n}')).toEqual(['deprecated: older_name', 'duplicate-keyword: older_name']);
  });

  it('do not count where the first is not used', () => {
    expect(misfitsOf('server s {\nmode x\nmode b\n}')).toEqual(['invalid-value: x']);
  });

  it('count once in all blocks that go on where the one before ended, in one block around them', () => {
    const text = 'server s {\nshared {\nfirst 1\n}\nport 1\nshared {\nfirst 2\n}\n}\nserver t {\nshared {\nfirst 3\n}\n}\n';
    expect(misfitsOf(text)).toEqual(['duplicate-keyword: first']);
    expect(linesOf(text).filter((line) => line.includes('first'))).toEqual(['    first n=1', '    (first n=2)', '    first n=3']);
  });

  it('are blocks with a name only where the name is the same', () => {
    const text = 'server s { port 1\n}\nserver t { port 2\n}\nserver s { port 99\n}\n';
    expect(misfitsOf(text)).toEqual(['duplicate-keyword: server']);
    expect(linesOf(text).at(-1)).toBe('(server name=s)');
  });
});

describe('versions', () => {
  it('know different keywords', () => {
    expect(misfitsOf('server s {\nold\nyoung\n}', '2.1.5')).toEqual(['too-new: young']);
    expect(misfitsOf('server s {\nold\nyoung\n}', '2.4.3')).toEqual(['removed: old']);
    expect(misfitsOf('server s {\nold\nyoung\n}', '2.2.7')).toEqual(['removed: old', 'too-new: young']);
  });

  it('read different words', () => {
    expect(misfitsOf('server s {\nnew_word off\n}', '2.2.7')).toEqual(['extra-argument: off']);
    expect(linesOf('server s {\nnew_word off\n}', '2.3.0')).toEqual(['server name=s', '  new_word on=false']);
  });

  it('deprecate keywords from some time on', () => {
    expect(misfitsOf('server s {\nolder_name\n}', '2.0.20')).toEqual([]);
    expect(misfitsOf('server s {\nolder_name\n}', '2.1.0')).toEqual(['deprecated: older_name']);
  });
});

describe('unknown keywords', () => {
  it('are one misfit, whatever is in their body', () => {
    const text = 'server s {\nprot 5 {\nmood 99\nnonsense {\nmood\n}\n}\nport 5\n}';
    expect(misfitsOf(text)).toEqual(['unknown-keyword: prot']);
    expect(linesOf(text)).toEqual(['server name=s', '  port port=5']);
  });

  it('open nothing: a keyword of the block around counts there, up to the first } behind it', () => {
    const text = 'server s {\nprot {\nport 5\nnonsense {\n}\nmode a\n}\n}';
    expect(misfitsOf(text)).toEqual(['unknown-keyword: prot']);
    expect(linesOf(text)).toEqual(['server name=s', '  port port=5']);
  });

  it('come with what they may have been meant to be, and with the blocks that know them', () => {
    const [near] = read('server s {\nports 5\n}').misfits;
    expect(near?.data).toMatchObject({ word: 'ports', block: 'server', hasBody: false });
    expect(near?.kind === 'unknown-keyword' && near.data.near).toEqual(['port']);
    const [elsewhere] = read('depth 5').misfits;
    expect(elsewhere?.kind === 'unknown-keyword' && elsewhere.data.elsewhere).toEqual(['inner', 'pool']);
  });

  it('stop costing time when there are too many of them', () => {
    const text = Array.from({ length: 3000 }, (_, i) => `word_${i} x`).join('\n');
    const guessed = read(text).misfits.map((misfit) => (misfit.kind === 'unknown-keyword' ? misfit.data.near : []));
    expect(guessed).toHaveLength(3000);
    expect(guessed.at(-1)).toEqual([]);
  });
});

describe('blocks in the wrong place', () => {
  it('that belong to the top level are bound there, and are one misfit', () => {
    const text = 'server a {\nport 1\nserver b {\nport 2\n}\nserver c {\nport 3\n}\n';
    expect(misfitsOf(text)).toEqual(['root-keyword-inside: server']);
    expect(linesOf(text)).toEqual(['server name=a', '  port port=1', 'server name=b', '  port port=2', 'server name=c', '  port port=3']);
  });

  it('are found in a list and in an unknown block too', () => {
    expect(linesOf('server a {\nhosts {\n192.0.2.1\nserver b {\nport 2\n}\n}\n}')).toContain('server name=b');
    expect(linesOf('sevrer a {\nserver b {\nport 2\n}\n}')).toEqual(['server name=b', '  port port=2']);
  });

  it('that belong to the block around a list are no entries', () => {
    const text = 'server a {\nhosts {\n192.0.2.1\ninner {\ndepth 1\n}\n}\n}';
    expect(misfitsOf(text)).toEqual(['unknown-keyword: inner']);
    expect(linesOf(text)).toEqual(['server name=a', '  hosts [1]']);
  });

  it('end a list with their }: addresses in them are entries, and what stands behind it belongs to the block around the list', () => {
    const text = 'server a {\nhosts {\n192.0.2.1\ninner {\ndepth 1\n192.0.2.2\n}\nport 3\n}\n}';
    expect(misfitsOf(text)).toEqual(['unknown-keyword: inner']);
    expect(linesOf(text)).toEqual(['server name=a', '  hosts [2]', '  port port=3']);
    expect(misfitsOf('server a {\nhosts {\n192.0.2.1 {\n}\n}\n}')).toEqual(['not-a-block: {']);
  });

  it('are one block where a header stands there twice', () => {
    expect(misfitsOf('server a {\nserver a {\nport 3\n}\n')).toEqual(['root-keyword-inside: server']);
    expect(linesOf('server a {\nserver a {\nport 3\n}\n')).toEqual(['server name=a', '  port port=3']);
  });
});

describe('braces', () => {
  it('that open nothing are passed over', () => {
    expect(linesOf('server s {\n{\nport 5\n}\n}')).toEqual(['server name=s', '  port port=5']);
  });

  it('behind a keyword without a body are a misfit, and open nothing', () => {
    const text = 'server s {\nport 5 {\nmood x\nmode a\n}\n}';
    expect(misfitsOf(text)).toEqual(['not-a-block: {']);
    expect(linesOf(text)).toEqual(['server name=s', '  port port=5', '  mode mode=a']);
  });

  it('that are missing cost one misfit, not one for each line of the body', () => {
    expect(misfitsOf('server s\nport 5\nmode a\nroot_flag\n')).toEqual(['missing-block: server']);
    expect(misfitsOf('server s {\nhosts\n192.0.2.1\n192.0.2.2\nport 5\n}')).toEqual(['missing-block: hosts']);
  });
});

describe('blocks', () => {
  it('may have several forms of header', () => {
    const [plain, marked] = read('pool 192.0.2.1 { depth 1\n}\npool mark 7 { depth 2\n}').children;
    expect(plain && isBlock(plain) && [plain.form, plain.args[0]?.value]).toEqual([null, '192.0.2.1']);
    expect(marked && isBlock(marked) && [marked.form?.text, marked.args[0]?.value]).toEqual(['mark', 7]);
  });

  it('without a keyword that they need are left out', () => {
    const { children, misfits } = read('server s {\ninner {\n}\n}');
    expect(misfits.map(({ kind }) => kind)).toEqual(['missing-keyword']);
    expect(boundLines(children)).toEqual(['server name=s', '  (inner)']);
  });

  it('whose header does not fit are not read', () => {
    expect(misfitsOf('server {\nport 99\n}')).toEqual(['missing-argument: server']);
  });

  it('may know a keyword only below another one', () => {
    expect(misfitsOf('server s {\nport 1\nlate\n}')).toEqual([]);
    expect(misfitsOf('server s {\nlate\nport 1\n}')).toEqual(['out-of-order: late']);
  });
});

describe('entries of lists', () => {
  it('are read by the words of their row', () => {
    const [server] = read('server s {\nhosts {\n192.0.2.1 ttl 3\nhost\n192.0.2.2 ttl 999\n}\n}').children;
    const [hosts] = server && isBlock(server) ? server.children : [];
    expect(hosts && isList(hosts) && hosts.lines.map(({ valid }) => valid)).toEqual([true, false, true]);
    expect(hosts && isList(hosts) && hosts.lines[0]?.args.map((argument) => argument.value)).toEqual(['192.0.2.1', 3]);
  });

  it('may be several words on a line', () => {
    const [server] = read('server s {\nnames { a b\nc }\n}').children;
    const [names] = server && isBlock(server) ? server.children : [];
    expect(names && isList(names) && names.lines.flatMap((line) => line.args.map((argument) => argument.value))).toEqual(['a', 'b', 'c']);
  });
});

it('tells the kinds of bound lines apart', () => {
  const { children } = read('root_flag\nserver s {\n}\n');
  expect(children.map((bound) => [isValue(bound), isBlock(bound), isList(bound)])).toEqual([
    [true, false, false],
    [false, true, false],
  ]);
});

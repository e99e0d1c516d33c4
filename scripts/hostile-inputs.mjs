// Inputs that are made to take a linter's time or memory, or to make it tell what it must not. test/hostile.test.ts asserts what is said of
// them, and `npm run bench` how long that takes.

const repeat = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join('');

/** Bytes that look random and are the same each time. */
function noise(length) {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
}

const oneFile = (what, content, rule) => ({ what, files: [['main.conf', content]], rule });

/** Made one by one, because the largest take 64 MB. The first file of each is the root; `rule` is one that has to report it. */
export function* hostileInputs() {
  yield oneFile('a repetition of two billion', '~SEQ(N, 1, 2000000000) foo $N\n', 'syntax/limit');
  yield oneFile('a repetition of two billion definitions', '~SEQ(N, 1, 2000000000) $A=$N\n', 'syntax/limit');
  yield oneFile('repetitions of 100,000 x 100,000', '~SEQ(A, 1, 100000) ~SEQ(B, 1, 100000) foo\n', 'syntax/limit');
  yield oneFile('a definition that refers to itself', '$A=$B\n$B=$A\nfoo $A\n', 'syntax/definition-loop');
  yield oneFile('a definition that grows', '$A=${A}${A}\nfoo $A\n', 'syntax/definition-loop');
  yield oneFile('definitions that double', `${repeat(40, (i) => `$A${i}=\${A${i + 1}}\${A${i + 1}}\n`)}$A40=x\nfoo $A0\n`, 'syntax/limit');
  yield oneFile(
    'empty definitions that multiply',
    `$A=\n$B=${'${A}'.repeat(200)}\n$C=${'${B}'.repeat(200)}\n$D=${'${C}'.repeat(200)}\n${'${D}\n'.repeat(500)}`,
    'syntax/limit',
  );
  yield oneFile(
    'definitions of several lines that double',
    `${repeat(40, (i) => `$A${i}=\\\n$A${i + 1} \\\n$A${i + 1}\n`)}$A40=x\n$A0\n`,
    'syntax/limit',
  );
  yield oneFile('a file that includes itself', 'include main.conf\ninclude main.conf\n', 'syntax/include');
  yield oneFile('alternatives of alternatives', `include ${'{a,b}'.repeat(40)}\n`, 'syntax/limit');
  yield oneFile('200,000 nested blocks', `${'foo {\n'.repeat(200_000)}${'}\n'.repeat(200_000)}`, 'syntax/limit');
  yield oneFile('200,000 blocks that nothing closes', 'vrrp_instance A { virtual_ipaddress { '.repeat(100_000), 'syntax/line-too-long');
  yield oneFile('300,000 closing braces', '}\n'.repeat(300_000), 'syntax/unbalanced-brace');
  yield oneFile('a line of 64 MB', 'a '.repeat(32 << 20), 'syntax/line-too-long');
  yield oneFile('a line of options with passwords', `mysql ${'-p x '.repeat(1 << 20)}\n`, 'syntax/line-too-long');
  yield oneFile(
    '200,000 passwords of commands',
    repeat(200_000, (i) => `script "mysql -psecret${i}"\n`),
    'syntax/unknown-keyword',
  );
  yield oneFile('a line that may be a header', `${'a-'.repeat(2 << 20)} token:\n$x = ${'x'.repeat(2 << 20)}\n`, 'syntax/line-too-long');
  yield oneFile('a password without end', `auth_pass ${'a b '.repeat(1 << 20)}\n`, 'syntax/line-too-long');
  yield oneFile(
    '30,000 open quotes',
    repeat(30_000, (i) => `vrrp_instance A${i} {\npriority "5\n}\n`),
    'syntax/unterminated-quote',
  );
  yield oneFile(
    '30,000 headers that stand there twice',
    repeat(30_000, (i) => `vrrp_instance A${i} {\nvrrp_instance A${i} {\nstate FOO\n}\n`),
    'syntax/limit',
  );
  yield oneFile('40,000 escaped comments', `global_defs {\n}\n${'foo \\# bar\n'.repeat(40_000)}`, 'syntax/escaped-comment');
  yield oneFile(
    '60,000 braces that close nothing, each with a word behind it',
    '}\nrouter_id a\n'.repeat(60_000),
    'syntax/unbalanced-brace',
  );
  yield oneFile(
    '30,000 options in the place of an interface',
    `vrrp_instance A {\nvirtual_ipaddress {\n${repeat(30_000, (i) => `10.0.${i >> 8}.${i & 255} dev label x y\n`)}}\n}\n`,
    'net/address',
  );
  yield oneFile(
    '30,000 entries that nothing defines',
    `vrrp_instance A {\nvirtual_ipaddress {\n${'$VIP\n'.repeat(30_000)}}\n}\n`,
    'syntax/undefined-definition',
  );
  yield oneFile('binary data', noise(2 << 20), 'syntax/foreign-file');
  yield oneFile('NUL bytes', `global_defs {\n}\n${'foo \0 bar\n'.repeat(100_000)}`, 'syntax/nul-byte');
  yield oneFile(
    '20,000 config-ids',
    repeat(20_000, (i) => `@id${i} $X=1\n`),
    'syntax/limit',
  );
  yield oneFile('20,000 headers of one block', `${repeat(20_000, (i) => `@id${i} vrrp_instance A {\n`)}foo\n}\n`, 'syntax/limit');
  yield oneFile('a file of passwords', 'include /etc/passwd\n', 'syntax/include');
  yield oneFile('the environment', 'router_id "${_ENV KVLINT_TEST_SECRET}"\n', 'syntax/environment-reference');
  yield oneFile(
    '150 instances of one virtual router ID on two nodes, all of which resign at once',
    repeat(
      150,
      (i) => `vrrp_instance A${i} {
interface e${i}
virtual_router_id 1
@a priority 130
@b priority 120
virtual_ipaddress {
fe80::1/64
2001:db8:${i}::1/64
}
}
`,
    ),
    'vrrp/nothing-tracked',
  );
  yield {
    what: 'an include loop of two files',
    files: [
      ['main.conf', 'include other.conf\n'],
      ['other.conf', 'include main.conf\n'],
    ],
    rule: 'syntax/include',
  };
  yield {
    what: 'includes that double at each level',
    files: [
      ['main.conf', 'include level0.conf\n'],
      ...Array.from({ length: 30 }, (_, i) => [`level${i}.conf`, `include level${i + 1}.conf\ninclude level${i + 1}.conf\n`]),
      ['level30.conf', 'foo\n'],
    ],
    rule: 'syntax/limit',
  };
}

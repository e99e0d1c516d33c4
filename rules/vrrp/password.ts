import { byteLength } from '../../grammar/byte-length.ts';
import type { Word } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { PASSWORD_BYTES, passwordWord } from '../../src/model/vrrp/password.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { withoutUnknownBlanks } from '../../src/rule/unknown-blanks.ts';
import { inProfiles } from '../profiles.ts';

const SHORTEST = 6;

export default defineRule({
  id: 'vrrp/password',
  title: 'A password that anybody guesses, or that is not the one that is written',
  severity: 'warning',
  precision: 'high',
  profiles: inProfiles({ security: 'error' }),
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['live/unicast-stranger-right-password', 'live/auth-different-password', 'source/lib/parser.c:decomment'],
  what: `An \`auth_pass\` that a \`#\` or \`!\` cuts short, one with characters beyond ASCII, and one that stands in every tutorial (\`1111\`, \`1234\`, \`password\`, \`secret\`), is a
placeholder, one character over and over, or shorter than six.`,
  why: `keepalived begins a comment at any \`#\` or \`!\` outside of double quotes, also in the middle of a word: what is left of the password is short, and a node where it is quoted
has another one. Characters beyond ASCII have other bytes in other encodings. In both cases the nodes discard each other's adverts, and both become master. A sample
password keeps nobody out: a cluster next door with the same tutorial and the same virtual router ID takes these adverts for its own.`,
  advice:
    'Write eight letters and digits of your own, the same on every node, such as the first eight of `openssl rand -hex 4`; put a password with other characters into double quotes.',
  unless: 'it is a laboratory.',
  references: [
    { title: 'keepalived.conf(5): auth_pass, comments', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 3768, section 10: Security Considerations', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-10' },
  ],
  examples: {
    bad: [
      {
        title: 'Too short',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass 8w3k  #~ ^8w3k^ fewer than 6 characters. So few are soon tried out  #=> auth_pass 5d0e91b7
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Cut, and known to all',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass Kx7#m2qT  #~ ^Kx7^ cuts the password  #=> auth_pass "Kx7#m2qT"
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    authentication {
        auth_type PASS
        auth_pass 1111  #~ ^1111^ that everybody tries first  #=> auth_pass f3a9c04e
    }
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_instance VI_3 {
    interface eth2
    virtual_router_id 53
    authentication {
        auth_type PASS
        auth_pass schlüss  #~ ^schlüss^ beyond ASCII  #=> auth_pass 7be10d52
    }
    virtual_ipaddress {
        203.0.113.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'In quotes, or of letters and digits',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass "Kx7#m2qT"
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    authentication {
        auth_type PASS
        auth_pass f3a9c04e # made by openssl
    }
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const instance of configuration.vrrpInstances) {
        const word = passwordWord(instance);
        const said = word && judge(word, instance, configuration);
        if (said) report({ at: word, ...said });
      }
    },
  },
});

type Said = Omit<Message, 'at'>;

/** What is wrong with a password. It is never shown. */
function judge(word: Word, { name, virtualRouterId }: VrrpInstance, { expansion }: Configuration): Said | null {
  const { source, end } = expansion.place(word.span);
  // A blank that keepalived takes for a letter is told by itself.
  const text = word.quoted ? word.text : withoutUnknownBlanks(word.text);
  const next = source.text[end];
  // What stands behind the bytes that are used may be cut or be written otherwise.
  if ((next === '#' || next === '!') && byteLength(text) < PASSWORD_BYTES) {
    return {
      summary: `'${next}' begins a comment, which cuts the password of '${name}' here.`,
      detail: 'keepalived uses what stands before it. A node whose password is in quotes has another one, and both become master.',
      advice: 'Put the password into double quotes, on all nodes.',
    };
  }
  if (/[^\x20-\x7e]/.test(text.slice(0, PASSWORD_BYTES))) {
    return {
      summary: `The password of '${name}' has characters beyond ASCII.`,
      detail: 'Their bytes depend on the encoding of the file: on a node with another one the password differs, and both become master.',
      advice: 'Write letters and digits only.',
    };
  }
  const guess = text.toLowerCase();
  const isGuessed = isSample(guess) || guess === String(virtualRouterId.value) || guess === name.toLowerCase().slice(0, 8);
  if (!isGuessed && text.length >= SHORTEST) return null;
  return {
    severity: 'info',
    summary: isGuessed
      ? `The password of '${name}' is one that everybody tries first.`
      : `The password of '${name}' has fewer than ${SHORTEST} characters.`,
    detail: isGuessed
      ? 'It keeps nobody out, also no other cluster with the same virtual router ID that was copied from the same page.'
      : 'So few are soon tried out: whoever can send to this node can then make it give up its addresses.',
  };
}

/** Passwords of manuals and tutorials, as far as keepalived reads them, and words that stand for one. */
const SAMPLES: ReadonlySet<string> = new Set([
  'password',
  'passw0rd',
  'passwd',
  'pass',
  'mypass',
  'mypasswo',
  'yourpass',
  'your_pas',
  'my_passw',
  'secret',
  'mysecret',
  'my_secre',
  'supersec',
  'topsecre',
  's3cret',
  'changeme',
  'change_m',
  'change-m',
  'example',
  'examplep',
  'default',
  'keepaliv',
  'keepaliv',
  'haproxy',
  'admin',
  'admin123',
  'root',
  'test',
  'test123',
  'letmein',
  'qwerty',
  'abc123',
  'foobar',
  'vrrp',
  'vrrppass',
  'lvs',
  'cisco',
  'redhat',
  'k8s',
  'kubernet',
  'k8s-ha',
  '42',
  '1066',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '0000',
  '1111',
  '2222',
  '9999',
  '1q2w3e4r',
  'a1b2c3d4',
  'xxxxxxxx',
]);

/** A text that says what should stand there: `<password>`, `CHANGE_ME`, `your-secret`. */
const PLACEHOLDER = /^<.*>?$|change.?me|your.?(?:pass|secret)|^(.)\1*$/;

function isSample(guess: string): boolean {
  return SAMPLES.has(guess.slice(0, 8)) || PLACEHOLDER.test(guess);
}

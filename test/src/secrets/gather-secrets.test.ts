import { describe, expect, it } from 'vitest';
import { redactorOf } from '../../../src/secrets/gather-secrets.ts';
import { type ReadOptions, readText } from '../../helpers/read-text.ts';
import { configurationWith, SECRET_FORMS } from '../../helpers/secret-forms.ts';

/** The lines of a file without the secrets of its view. */
function masked(text: string, options?: ReadOptions): string[] {
  const { expansion, tree } = readText(text, options);
  const redactor = redactorOf(expansion, tree);
  return text.split('\n').map((line, index) => redactor.mask(line, redactor.holdsSecret('main.conf', index + 1)));
}

describe('the secrets of a file and its view', () => {
  it.each(SECRET_FORMS.map((form) => [configurationWith(form('§')), configurationWith(form('Q7X1k9Z4abcD'))] as const))(
    'are in no line of %j',
    (_, text) => {
      expect(masked(text).join('\n')).not.toContain('Q7X1k9Z4');
    },
  );
});

describe('what a template fills in', () => {
  const REST = [
    '{%- for vrrp_instance in instances %}',
    "vrrp_instance {{ vrrp_instance.name }} { # {{ lookup('env', 'x') }}",
    '<% @vrrp_instances.each %>',
    'priority {{ .Values.priority }}',
  ];
  const lines = (password: string, behind = ''): string[] =>
    masked([`authentication {`, `auth_pass ${password}`, '}', ...REST, behind].join('\n'));

  it.each([
    '{{ vrrp_instance.auth_pass }}',
    '{{vrrp_instance.auth_pass}}',
    '"{{ vrrp_instance.auth_pass }}"',
    '{{- vrrp_instance.auth_pass -}}',
    "{{ vrrp_instance['auth_pass'] }}",
    "{{ vrrp_instance.auth_pass | default('s3cret-99') }}",
    "{{ vrrp_instance.auth_pass|default('s3cret-99') }}",
    '{{ vrrp_instance_password }}',
    'pre{{ vrrp_instance.auth_pass }}',
    '<%= @vrrp_instance_password %>',
    '{{ .Values.password }}',
  ])('is hidden where it stands, and takes nothing of others with it: %s', (password) => {
    const [, line, , ...rest] = lines(password, 'vrrp_instance.auth_passes');
    expect(line).toContain('***');
    expect(line).not.toMatch(/vrrp_instance|Values|s3cret/);
    expect(rest.slice(0, REST.length)).toEqual(REST);
  });

  it('is a secret all the same, as is a string in it and what only looks like a template', () => {
    expect(lines('{{ Q7X1k9Z4abcD }}', 'x Q7X1k9Z4abcD').at(-1)).toBe('x ***');
    expect(lines("{{ pw|default('Q7X1k9Z4abcD') }}", 'x Q7X1k9Z4abcD').at(-1)).toBe('x ***');
    expect(lines("{{ 'Q7X1k9Z4abcD' }}", 'x Q7X1k9Z4abcD').at(-1)).toBe('x ***');
    for (const password of ['{{ Q7X1k9Z4abcD', 'Q7X1k9Z4abcD }}', '{{Q7X1k9Z4abcD'])
      expect(lines(password, 'x Q7X1k9Z4').join('\n')).not.toContain('Q7X1');
  });
});

/** An instance with this authentication, and lines around it. */
const withPassword = (before: string, password: string): string =>
  `${before}\nvrrp_instance master {\nauthentication {\nauth_pass ${password}\n}\n}`;

describe('the value of a definition', () => {
  it('is hidden where a secret refers to it, also through another one', () => {
    const text = withPassword('$J=master\n$K=${J}\n$N=master', '$K');
    expect(masked(text)).toEqual([
      '$J=***',
      '$K=${J}',
      '$N=master',
      'vrrp_instance master {',
      'authentication {',
      'auth_pass $K',
      '}',
      '}',
    ]);
  });

  it('is hidden where keepalived reads it as another one, or not at all', () => {
    expect(masked(withPassword('  $K \t= \t master', '${K}'))[0]).toBe('  $K \t= \t ***');
    expect(masked(withPassword('$K=master', 'before${K}'))[0]).toBe('$K=***');
    expect(masked('$K=master\n# auth_pass pre$K')[0]).toBe('$K=***');
    expect(masked('$K=master\n# auth_pass pre${K}')[0]).toBe('$K=***');
    expect(masked('# auth_pass $K\n$K=master')[1]).toBe('$K=***');
    expect(masked('$KEY=master\n# auth_pass pre${KEY}')[0]).toBe('$KEY=***');
    expect(masked('router_id $K=master\n# auth_pass $K')[0]).toBe('router_id $K=master');
  });

  it('is hidden word by word, and in every line that defines it', () => {
    const text = withPassword('$K=first-one  second-one\n$K=third-one\nrouter_id second-one third-one', '$K');
    expect(masked(text).slice(0, 3)).toEqual(['$K=***', '$K=***', 'router_id *** ***']);
  });

  it('that leads back to itself does no harm', () => {
    expect(masked(withPassword('$J=$K\n$K=a-s3cret $J', '$K')).slice(0, 2)).toEqual(['$J=$K', '$K=***']);
  });

  it('is hidden where only a comment leads to it, also through another one', () => {
    expect(masked('$J=master\n$K=$J\n# auth_pass $K').slice(0, 2)).toEqual(['$J=***', '$K=$J']);
    expect(masked('$J=master\n$K=pre-${J}\n# auth_pass $K').slice(0, 2)).toEqual(['$J=***', '$K=***']);
  });

  it('is shown where no secret refers to it', () => {
    const text = withPassword('$N=master\n~LST(M, master) x', 's3cret99');
    expect(masked(text).slice(0, 2)).toEqual(['$N=master', '~LST(M, master) x']);
    expect(masked(withPassword('$KEY=backup\n$N=master\n~LST(M, master) x', '$KEY')).slice(0, 3)).toEqual([
      '$KEY=***',
      '$N=master',
      '~LST(M, master) x',
    ]);
  });
});

describe('the values of a repetition', () => {
  it('are hidden where a secret refers to them, but not the names', () => {
    expect(masked('~LST(P, master, {backup}) auth_pass $P')).toEqual(['~LST(P, ***, {***}) auth_pass $P']);
    expect(masked('~LST(NAME, master) auth_pass $NAME')).toEqual(['~LST(NAME, ***) auth_pass $NAME']);
    expect(masked('~LST({P, Q}, {master, fault}) auth_pass ${P}')[0]).toBe('~LST({P, Q}, {***, ***}) auth_pass ${P}');
  });
});

describe('a commonplace password', () => {
  it('is hidden on the lines that lead to it, and nowhere else', () => {
    const files = { 'auth.conf': 'authentication {\nauth_pass $K\n}' };
    const text = 'router_id master\n$K=master\nvrrp_instance master {\ninclude auth.conf # master\n}';
    expect(masked(text, { files })).toEqual(['router_id master', '$K=***', 'vrrp_instance master {', 'include auth.conf # ***', '}']);
  });
});

describe('a password in a comment', () => {
  it('is hidden everywhere', () => {
    expect(masked('# auth_pass hunter22\nrouter_id hunter22')).toEqual(['# auth_pass ***', 'router_id ***']);
  });
});

describe('a line that is too long', () => {
  it.each(['2.2.7', '2.4.3'] as const)('is hidden in all its words by keepalived %s, which reads the rest as something else', (version) => {
    const words = Array.from({ length: 12 }, (_, index) => `word-${index}-${'x'.repeat(100)}`);
    const text = `vrrp_instance a {\nauthentication {\nauth_pass ${words.join(' ')}\n}\n}\nrouter_id ${words[2]} ${words[11]}`;
    expect(masked(text, { version }).at(-1)).toBe('router_id *** ***');
  });

  it('is hidden as one word with what keepalived makes of its rest', () => {
    const secret = `${'s3cret'.repeat(200)}`;
    const rest = secret.slice(1023 - 'auth_pass '.length);
    const lines = masked(`vrrp_instance a {\nauthentication {\nauth_pass ${secret}\n}\n}\nrouter_id ${rest}`, { version: '2.2.7' });
    expect(lines[2]).toBe('auth_pass ***');
    expect(lines.at(-1)).toBe('router_id ***');
  });

  it.each(['secret ', 'auth_pass ', 'key  12 ', 'key 1 ', 'password   ', 'passwd '])(
    'is hidden as one word behind %j where its rest is taken for a keyword',
    (keyword) => {
      const rest = 'the-tail-of-it';
      const line = `${`unknown ${keyword}`.padEnd(1023, 'x')}${rest}`;
      expect(masked(`${line} more\nrouter_id ${rest} other`, { version: '2.2.7' })[1]).toBe('router_id *** other');
    },
  );

  it('is not one that has another problem', () => {
    const text = 'router_id $NONE password /etc/keepalived/pw\nrouter_id /etc/keepalived/pw';
    expect(masked(text)).toEqual(text.split('\n'));
  });

  it('without a secret is shown', () => {
    const text = `router_id ${'name-x '.repeat(200)}\nrouter_id name-x`;
    expect(masked(text).at(-1)).toBe('router_id name-x');
  });
});

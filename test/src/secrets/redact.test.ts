import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../src/secrets/redact.ts';

function mask(text: string, ...secrets: string[]): string {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor.mask(text);
}

describe('a secret that is known', () => {
  it('is masked wherever it stands', () => {
    expect(mask('$PASS=s3cret99 # s3cret99', 's3cret99')).toBe('$PASS=*** # ***');
  });

  it('is masked in the length that keepalived uses', () => {
    expect(mask("'verylong' is used", 'verylongsecret')).toBe("'***' is used");
  });

  it('of several that contain each other is masked as a whole', () => {
    expect(mask('abcd and abcdef', 'abcd', 'abcdef')).toBe('*** and ***');
  });

  it('that is short is masked in quotes, and does not eat the text', () => {
    expect(mask("a value '1' in line 1", '1')).toBe("a value '***' in line 1");
    expect(mask('a value "1" in line 1', '1')).toBe('a value "***" in line 1');
    expect(mask("'12' and '123' but not '1234', '12", '12', '123')).toBe("'***' and '***' but not '1234', '12");
    expect(mask("'1\" and '1", '1')).toBe("'1\" and '1");
    expect(mask("'1'2'", '1', '2')).toBe("'***'***'");
    expect(mask("'' and 'x'", '')).toBe("'' and 'x'");
  });

  it('that is as long as what is searched for is masked everywhere', () => {
    expect(mask('abc4 xabc4y', 'abc4')).toBe('*** x***y');
    expect(mask('ab4 xab4y', 'ab4')).toBe('ab4 xab4y');
  });

  it('of digits or letters alone is a whole word', () => {
    expect(mask('1111 11112 x1111', '1111')).toBe('*** 11112 x1111');
    expect(mask('MASTER xMASTER', 'MASTER')).toBe('*** xMASTER');
    expect(mask('abc-def xabc-defy', 'abc-def')).toBe('*** x***y');
    expect(mask('abc1 xabc1', 'abc1')).toBe('*** x***');
    expect(mask('1abc x1abc', '1abc')).toBe('*** x***');
  });

  it('that is a common word is masked as a whole word, and in prose only where that quotes a configuration', () => {
    const redactor = new Redactor();
    redactor.add('keepalived');
    redactor.add('address');
    expect(redactor.maskMessage("keepalived drops the addresses: 'foo keepalived' is no address.")).toBe(
      "keepalived drops the addresses: 'foo ***' is no address.",
    );
    expect(redactor.maskMessage("The node's own address, with 'x'.")).toBe("The node's own address, with 'x'.");
    expect(redactor.mask('virtual_ipaddress_excluded # address')).toBe('virtual_ipaddress_excluded # ***');
  });

  it('is masked without its quotes, also where the second one is missing', () => {
    expect(mask("'s3cret99' x", '"s3cret99"')).toBe("'***' x");
    expect(mask("'s3cret99' x", '"s3cret99')).toBe("'***' x");
    expect(mask("'longer-s3cret99' x", '"longer-s3cret99"')).toBe("'***' x");
    expect(mask('x pre"mid" y', 'pre"mid"')).toBe('x *** y');
  });

  it('may hold characters that mean something to a pattern', () => {
    expect(mask('x p.w$(1 y', 'p.w$(1')).toBe('x *** y');
    expect(mask('x paw$(1 y', 'p.w$(1')).toBe('x paw$(1 y');
  });
});

it('leaves prose about passwords alone, but not what it quotes', () => {
  const redactor = new Redactor();
  redactor.add('tops3cret');
  expect(redactor.maskMessage("Nodes without the password: all but 'auth_pass abcdefg' use tops3cret.")).toBe(
    "Nodes without the password: all but 'auth_pass ***' use ***.",
  );
});

describe('what looks like a secret', () => {
  it.each([
    ['  auth_pass s3cret', '  auth_pass ***'],
    ['# auth_pass s3cret', '# auth_pass ***'],
    ['auth_pass "two words"', 'auth_pass "***"'],
    ['auth_pass ${PASS}', 'auth_pass ${PASS}'],
    ['authentication { auth_pass ${PASS}}', 'authentication { auth_pass ${PASS}}'],
    ['auth_pass pre${PASS}', 'auth_pass ***'],
    ['auth_pass pre{mid}post', 'auth_pass ***'],
    ['authentication { auth_type PASS auth_pass s3cret}', 'authentication { auth_type PASS auth_pass ***}'],
    ['auth_pass pre!post#end', 'auth_pass ***'],
    ['SSL { password', 'SSL { password'],
    ['password hunter2', 'password ***'],
    ['key 1 0123456789abcdef', 'key 1 ***'],
    ['key 1 file:/etc/keepalived/key', 'key 1 file:/etc/keepalived/key'],
    ['script "curl http://admin:hunter2@192.0.2.1/x"', 'script "curl http://admin:***@192.0.2.1/x"'],
    ['auth_type PASS', 'auth_type PASS'],
    ['virtual_router_id 51', 'virtual_router_id 51'],
    // Keywords, misspelt and of other programs
    ['authpass s3cret', 'authpass ***'],
    ['auth_pas s3cret', 'auth_pas ***'],
    ['auth_passs s3cret', 'auth_pass*** ***'],
    ['aut_pass s3cret', 'aut_pass ***'],
    ['auh_pass s3cret', 'auh_pass ***'],
    ['auth_password s3cret', 'auth_password ***'],
    ['auth_passwd s3cret', 'auth_passwd ***'],
    ['auth_passphrase s3cret', 'auth_passphrase ***'],
    ['auth_psas s3cret', 'auth_psas ***'],
    ['auth_psa s3cret', 'auth_psa ***'],
    ['authpsass s3cret', 'authpsass ***'],
    ['auth_key s3cret', 'auth_key ***'],
    ['authkey s3cret', 'authkey ***'],
    ['passphrase s3cret', 'passphrase ***'],
    ['passwd s3cret', 'passwd ***'],
    ['psk s3cret', 'psk ***'],
    ['secret s3cret', 'secret ***'],
    ['secret_key s3cret', 'secret_key ***'],
    ['secretkey s3cret', 'secretkey ***'],
    ['community s3cret', 'community ***'],
    ['credential s3cret', 'credential ***'],
    ['credentials s3cret', 'credentials ***'],
    ['token s3cret', 'token ***'],
    ['private_key s3cret', 'private_key ***'],
    ['privatekey s3cret', 'privatekey ***'],
    ['api_key s3cret', 'api_key ***'],
    ['apikey s3cret', 'apikey ***'],
    ['access_key s3cret', 'access_key ***'],
    ['accesskey s3cret', 'accesskey ***'],
    ['AUTH_PASS s3cret', 'AUTH_PASS ***'],
    ['active_key s3cret', 'active_key ***'],
    ['active_key \t s3cret', 'active_key \t ***'],
    ['active_key 1', 'active_key 1'],
    ['key \t12 \t s3cret', 'key \t12 \t ***'],
    ['key 1 "file:/etc/keepalived/key"', 'key 1 "file:/etc/keepalived/key"'],
    ['key name s3cret', 'key name s3cret'],
    ['monkey 1 s3cret', 'monkey 1 s3cret'],
    // Signs between the keyword and the secret
    ['auth_pass = s3cret', 'auth_pass = ***'],
    ['auth_pass=s3cret', 'auth_pass=***'],
    ['auth_pass: s3cret', 'auth_pass: ***'],
    ['"auth_pass": "s3cret"', '"auth_pass": "***"'],
    ['{\\"auth_pass\\": \\"s3cret\\"}', '{\\"auth_pass\\": \\"***\\"}'],
    ['auth_pass \t s3cret', 'auth_pass \t ***'],
    ['auth_pass', 'auth_pass'],
    ['auth_pass ', 'auth_pass '],
    // Glued to it
    ['auth_passs3cret', 'auth_pass***'],
    ['authpassS3cret', 'authpass***'],
    ['auth_pass_file x', 'auth_pass_file x'],
    ['auth_password', 'auth_password'],
    ['auth_passwd', 'auth_passwd'],
    ['auth_passphrase', 'auth_passphrase'],
    ['auth_passes', 'auth_passes'],
    // Quotes, braces and comment signs
    ['auth_pass "s3cret', 'auth_pass "***'],
    ["auth_pass 's3cret'", "auth_pass '***'"],
    ["auth_pass 'two words'", "auth_pass '***'"],
    ["auth_pass 's3cret", "auth_pass '***"],
    ['auth_pass "s3"cret', 'auth_pass "***'],
    ["auth_pass 's3'cret", "auth_pass '***"],
    ['auth_pass ab"s3cret', 'auth_pass ***'],
    ['auth_pass s3cret"', 'auth_pass ***"'],
    ["auth_pass s3cret'", "auth_pass ***'"],
    ['{"auth_pass":"s3cret"}', '{"auth_pass":"***"}'],
    ['f("password", "x", password="s3cret");', 'f("password", "x", password="***");'],
    ['auth_pass {{ vault_pw }} # why', 'auth_pass *** # why'],
    ['auth_pass <%= @pw %> # why', 'auth_pass *** # why'],
    ['auth_pass {s3cret}', 'auth_pass {***}'],
    ['auth_pass {{s3cret}', 'auth_pass ***'],
    ['auth_pass s3cret}}', 'auth_pass ***}}'],
    ['auth_pass pre${PASS}}', 'auth_pass ***}'],
    ['auth_pass "$PASS"', 'auth_pass "$PASS"'],
    ['auth_pass $PASS-s3cret', 'auth_pass ***'],
    ['auth_pass ${PASS-x}', 'auth_pass ***}'],
    ['auth_pass x{{pw}}', 'auth_pass ***}}'],
    ['auth_pass }}s3cret', 'auth_pass }}***'],
    ['auth_pass s3cret{', 'auth_pass ***{'],
    ['auth_pass a"s3cret"', 'auth_pass ***'],
    ['auth_pass ## why', 'auth_pass ## why'],
    ['auth_pass $PASS', 'auth_pass $PASS'],
    ['auth_pass # why', 'auth_pass # why'],
    ['auth_pass ! why', 'auth_pass ! why'],
    ['auth_pass #s3cret', 'auth_pass ***'],
    ['auth_pass "" x', 'auth_pass "" x'],
    // Paths
    ['auth_pass /etc/keepalived/pw', 'auth_pass ***'],
    ['authpass /etc/keepalived/pw', 'authpass ***'],
    ['aut_pass /etc/keepalived/pw', 'aut_pass ***'],
    ['auh_pass /etc/keepalived/pw', 'auh_pass ***'],
    ['password /etc/keepalived/pw', 'password /etc/keepalived/pw'],
    ['token "/etc/keepalived/pw"', 'token "/etc/keepalived/pw"'],
    ['token ./etc/pw', 'token ./etc/pw'],
    ['token ../etc/keepalived/pw.txt', 'token ../etc/keepalived/pw.txt'],
    ['token /c2VjcmV0Cg==', 'token ***'],
    ['token x/etc/pw', 'token ***'],
    ['token /etc/pw:s3cret', 'token ***'],
    ['password /etc/keepalived/pw token s3cret', 'password /etc/keepalived/pw token ***'],
    // Words of a command
    ['helo script token s3cret', 'helo script token ***'],
    ['  script "/x token=s3cret"', '  script "/x token=***"'],
    ['notify_master "/x token: s3cret"', 'notify_master "/x token: ***"'],
    // URLs
    ['http://:s3cret@h', 'http://:***@h'],
    ['://user:s3cret@h', '://user:***@h'],
    ['http://user:s3@cret@h', 'http://user:***@h'],
    ['http://user:s3:cret@h', 'http://user:***@h'],
    ['https://s3cret@h/', 'https://***@h/'],
    ['https://averyverylongusername@h/', 'https://***@h/'],
    ['https://9lives@h/', 'https://***@h/'],
    ['ssh://git@h/', 'ssh://git@h/'],
    ['ssh://Jane.Doe_x-y@h/', 'ssh://Jane.Doe_x-y@h/'],
    ['https://@h/', 'https://@h/'],
    ['https://h:80/a@b', 'https://h:80/a@b'],
    ['https://h:80?a@b', 'https://h:80?a@b'],
    ['https://h:80#a@b', 'https://h:80#a@b'],
    ['https://h:80 a@b', 'https://h:80 a@b'],
    ['"https://h:80" a@b', '"https://h:80" a@b'],
    ["'https://h:80' a@b", "'https://h:80' a@b"],
    ['http://u:one1@h http://u:two2@h', 'http://u:***@h http://u:***@h'],
  ])('%j', (text, masked) => {
    expect(mask(text)).toBe(masked);
    expect(mask(masked)).toBe(masked);
  });
});

describe('what is no secret', () => {
  it.each([
    'auth_type PASS;',
    'script "/usr/local/bin/check token value"',
    '  script "/usr/local/bin/check token value"',
    'notify "/usr/local/bin/tell secret value"',
    'notify_master "/usr/local/bin/tell secret value"',
    'misc_path "/usr/local/bin/check password value"',
    'my_password word',
    'the.password word',
    '/etc/password word',
    '-password-file word',
    'passwords are here',
    'digest 640205b7b0fc66c1ea91c463fac6334d',
    'helo_name mail.example.org',
    'router_id LB-1',
    'PASSWORD_FILE=/etc/keepalived/pw',
    'TOKEN=/etc/keepalived/token',
    'connect_ip 192.0.2.1 # git clone ssh://git@192.0.2.1/x',
  ])('%s', (text) => {
    expect(new Redactor().mask(text)).toBe(text);
  });
});

describe('a private key', () => {
  const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA';

  it('is masked to its last line, also in a comment, and nothing behind it', () => {
    const text = `-----BEGIN RSA PRIVATE KEY-----\n${line}\n${line}\nAbCd+/==\n-----END RSA PRIVATE KEY-----\nrouter_id\n`;
    expect(mask(text)).toBe('-----BEGIN RSA PRIVATE KEY-----\n***\n***\n***\n-----END RSA PRIVATE KEY-----\nrouter_id\n');
    expect(mask(text.replace(/^(?=.)/gm, '# '))).toContain('# ***\n# ***\n# ***\n# -----END');
    expect(mask(text.replace(/^(?=.)/gm, '! '))).toContain('! ***\n! ***\n! ***\n! -----END');
  });

  it('is masked where it is short', () => {
    expect(mask('-----BEGIN RSA PRIVATE KEY-----\nAbCd==\n-----END')).toBe('-----BEGIN RSA PRIVATE KEY-----\n***\n-----END');
    expect(mask('-----BEGIN PRIVATE KEY-----\nAbCd+/==  \n-----END')).toBe('-----BEGIN PRIVATE KEY-----\n***  \n-----END');
  });

  it('is masked without what begins it, with the short line that ends it, and where it stands alone', () => {
    expect(mask(`${line}\n${line}=\nAbCd==\n`)).toBe('***\n***\n***\n');
    expect(mask(`  ${line}==`)).toBe('  ***');
    expect(mask(`router\n${line}`)).toBe('router\n***');
  });

  it.each(Array.from({ length: 41 }, (_, length) => 'x '.repeat(length / 2).padEnd(length)))(
    'is found wherever it begins: %j',
    (before) => {
      expect(mask(`${before}\n${line.slice(0, 40)}\nx`)).toBe(`${before}\n***\nx`);
    },
  );

  it('is not what is too short, or has something beside it', () => {
    const short = line.slice(0, 39);
    expect(mask(`${line}\nrouter_id name`)).toBe('***\nrouter_id name');
    expect(mask(`${short}\nrouter_id`)).toBe(`${short}\nrouter_id`);
    expect(mask(`router_id ${line}`)).toBe(`router_id ${line}`);
    expect(mask(`${line} router_id`)).toBe(`${line} router_id`);
    expect(mask('-----BEGIN CERTIFICATE-----\nrouter\n')).toBe('-----BEGIN CERTIFICATE-----\nrouter\n');
    expect(mask('-----BEGIN PUBLIC KEY-----\nrouter\n')).toBe('-----BEGIN PUBLIC KEY-----\nrouter\n');
  });
});

it('what a template fills in is masked as a whole: its beginning is that of others', () => {
  const redactor = new Redactor();
  redactor.add('{{ keepalived_password }}');
  redactor.add('<your_password>');
  expect(redactor.mask('use_pid_dir {{ keepalived_pid_dir }}')).toBe('use_pid_dir {{ keepalived_pid_dir }}');
  expect(redactor.mask('x {{ keepalived_password }}')).toBe('x ***');
  expect(redactor.mask('vrrp_instance <your_name>')).toBe('vrrp_instance <your_name>');
});

describe('a line', () => {
  it('shows a commonplace value where no secret stands', () => {
    const redactor = new Redactor();
    redactor.add('master');
    redactor.add('1');
    expect(redactor.mask("state master '1'", false)).toBe("state master '1'");
    expect(redactor.mask("state master '1'", true)).toBe("state *** '***'");
    expect(redactor.maskMessage("'state master' is", false)).toBe("'state master' is");
  });

  it('forgets nothing that was masked when a secret is added', () => {
    const redactor = new Redactor();
    redactor.add('one-s3cret');
    expect(redactor.mask('one-s3cret two-s3cret')).toBe('*** two-s3cret');
    redactor.add('two-s3cret');
    expect(redactor.mask('one-s3cret two-s3cret')).toBe('*** ***');
  });

  it('holds a secret where that was said, and nowhere else', () => {
    const redactor = new Redactor();
    redactor.addLine('a.conf', 3);
    redactor.addLine('a.conf', 5);
    expect([2, 3, 5].map((line) => redactor.holdsSecret('a.conf', line))).toEqual([false, true, true]);
    expect(redactor.holdsSecret('b.conf', 3)).toBe(false);
  });
});

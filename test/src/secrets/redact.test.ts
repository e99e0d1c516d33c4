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
  ])('%j', (text, masked) => {
    expect(mask(text)).toBe(masked);
    expect(mask(masked)).toBe(masked);
  });
});

describe('what is no secret', () => {
  it.each([
    'auth_type PASS;',
    'script "/usr/local/bin/check token value"',
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

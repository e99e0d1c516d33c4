import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../src/secrets/find-secrets.ts';
import { readText } from '../../helpers/read-text.ts';

function secretsOf(text: string): string[] {
  const { tree, expansion } = readText(text);
  return [...new Set(findSecrets(tree, expansion).map(({ start, end }) => expansion.text.slice(start, end)))];
}

describe('secrets', () => {
  it('are the words that the vocabulary calls so', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_type PASS\nauth_pass s3cret\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey 1 hex:00ff\nactive_key 1\n}\n}')).toEqual(['hex:00ff']);
  });

  it('are secret in a block that is misspelt, misplaced or too deep as well', () => {
    expect(secretsOf('vrrp_instance a {\nauthentification {\nauth_pass s3cret\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('auth_pass s3cret')).toEqual(['s3cret']);
    expect(secretsOf('{ { { auth_pass s3cret\n')).toEqual(['s3cret']);
  });

  it('are secret behind a misspelt keyword, with all the words that follow', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pas s3cret\nauth_psas "two words" more\n}\n}')).toEqual([
      's3cret',
      '"two words"',
      'more',
      'two words',
    ]);
  });

  it('go on behind a brace, up to the next blank or keyword', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass one{two}three\n}')).toEqual(['one', 'two', 'three']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass one}two\n}')).toEqual(['one', 'two']);
    expect(secretsOf('vrrp_instance a{authentication{auth_pass one}virtual_ipaddress{192.0.2.1}}')).toEqual(['one']);
  });

  it('are secret where they stand in the wrong place', () => {
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey s3cret\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_instance a {\nauth_hmac s3cret\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass\n  s3cret\nauth_type PASS\n}')).toEqual(['s3cret']);
  });

  it('are passwords in URLs, wherever these stand', () => {
    expect(secretsOf('vrrp_script s {\nscript "/bin/curl https://user:pa:ss@host.example/a?b=c:d@e"\n}')).toEqual(['pa:ss']);
    expect(secretsOf('global_defs {\nsmtp_server http://:pw@host\n}')).toEqual(['pw']);
  });

  it('are not what only looks like one', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass s3cret\ninterface eth0\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_script s {\nscript "/bin/curl http://host:80/@b"\n}\nglobal_defs {\nrouter_id user@host:1\n}')).toEqual([]);
  });

  it('are all words in braces behind the keyword', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass {s3cret}\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf("vrrp_instance a {\nauthentication {\nauth_pass {{ pw | default('s3cret') }}\n}\n}")).toContain("default('s3cret')");
  });

  it('are words behind auth_type that name no type, but no other keyword', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_type s3cret\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_type PASS auth_pass s3cret\n}\n}')).toEqual(['s3cret']);
  });

  it('are what is glued to auth_pass', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_passs3cret\n}\n}')).toContain('s3cret');
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_password\n}\n}')).toEqual([]);
  });

  it('are not what stands behind keywords that only sound alike, or in blocks without secrets', () => {
    for (const name of ['auth_', 'pass', 'key', 'KEY_X', 'auth_type'])
      expect(secretsOf(`vrrp_instance a {\nauthentication {\n${name}\n}\n}`)).toEqual([]);
    for (const name of ['mykey', 'keys3cret9', 'auth_9'])
      expect(secretsOf(`vrrp_instance a {\nauthentication {\n${name}\n}\n}`)).toEqual([name]);
    expect(secretsOf('vrrp_instance a {\nunknown word\ntrack_interface {\neth0\n}\n}')).toEqual([]);
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey 12 s3cret\nactive_key 12\n}\n}')).toEqual(['s3cret']);
  });

  it('are all that stands among them without a keyword that is known', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\ns3cret\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nunknown one two\n}\n}')).toEqual(['one', 'two']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\n{\none two\n}\n}\n}')).toEqual(['one', 'two']);
    expect(secretsOf('vrrp_instance a {\nauthentication s3cret {\n}\n}')).toEqual(['s3cret']);
    expect(secretsOf('authentication s3cret')).toEqual(['s3cret']);
  });

  it('are what sounds secret anywhere', () => {
    expect(secretsOf('vrrp_instance a {\nmy_secrets one\nPWD two\ntokens three\npasword four\n}')).toEqual(['one', 'two', 'three', 'four']);
    expect(secretsOf('vrrp_instance a {\nmy_secrets one\n}\nmy_secrets two')).toEqual(['one', 'two']);
  });

  it('are what stands below a keyword that has nothing behind it, but for another keyword', () => {
    expect(secretsOf('auth_pass\ns3cret and more\nrouter name')).toEqual(['s3cret', 'and', 'more']);
    expect(secretsOf('auth_pass\ninterface eth0')).toEqual([]);
    expect(secretsOf('auth_pass s3cret\nrouter name')).toEqual(['s3cret']);
    expect(secretsOf('router\nnothing of it')).toEqual([]);
  });

  it('are what stands below a line that may be too long for keepalived', () => {
    const long = 'x'.repeat(300);
    expect(secretsOf(`auth_pass ${long}\nrest of it`)).toEqual([long, 'rest', 'of', 'it']);
    const short = 'x'.repeat(290);
    expect(secretsOf(`auth_pass ${short}\nrest of it`)).toEqual([short]);
    expect(secretsOf(`router_id ${long}\nauth_pass ${short}\nrest of it`)).toEqual([short]);
    expect(secretsOf(`router_id ${long}\nrest of it`)).toEqual([]);
  });

  it('are all that stands in place of the number of a key, or behind it', () => {
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey 1 2 s3cret\n}\n}')).toEqual(['2', 's3cret']);
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey 12a s3cret\n}\n}')).toEqual(['12a', 's3cret']);
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nkey a12 s3cret\n}\n}')).toEqual(['a12', 's3cret']);
    expect(secretsOf('vrrp_instance a {\nauth_hmac {\nactive_key\n}\n}')).toEqual([]);
  });

  it('are no names of blocks', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nunknown {\n}\n}\n}')).toEqual([]);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nunknown {\none\n}\n}\n}')).toEqual(['one']);
  });

  it('are all words in braces, however deep', () => {
    expect(secretsOf('auth_pass {\none {\ntwo\n}\n}')).toEqual(['one', 'two']);
    expect(secretsOf('SSL {\npassword s3cret\nca a.pem\n}')).toEqual(['s3cret']);
  });

  it.each([
    'PASS',
    '"PASS"',
    'pass',
    'password',
    'PASS;',
    'PASS,',
    'PASS.',
    'AH',
    'simple',
    'plain',
    'text',
    'md5',
    'sha',
    'sha256',
    'none',
    'hmac',
    'hmac_md5',
  ])('are not the type of authentication %s', (type) => {
    expect(secretsOf(`vrrp_instance a {\nauthentication {\nauth_type ${type}\n}\n}`)).toEqual([]);
  });

  it.each(['PASSx', 'xPASS', 'my-md5', 'noneone'])('are what is no type of authentication: %s', (type) => {
    expect(secretsOf(`vrrp_instance a {\nauthentication {\nauth_type ${type}\n}\n}`)).toEqual([type]);
  });

  it('go on behind a brace to what is glued to it, not to what stands further on', () => {
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass one} two\n}')).toEqual(['one']);
    expect(secretsOf('auth_pass one"two\nrouter {x\n')).toContain('one');
    expect(secretsOf('auth_pass one}interface eth0')).toEqual(['one']);
    expect(secretsOf('vrrp_instance a {\nauthentication {\nauth_pass one two}three\n}')).toEqual(['one', 'two', 'three']);
    expect(secretsOf('auth_pass\n}{x')).toEqual([]);
  });

  it('are not references, whose values are found elsewhere', () => {
    expect(secretsOf('# nothing\nscript "x --password $PW" http://user:$PW@h/')).toEqual([]);
  });
});

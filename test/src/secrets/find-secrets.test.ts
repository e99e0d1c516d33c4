import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../src/secrets/find-secrets.ts';
import { configure } from '../../helpers/configure.ts';

function secretsOf(text: string): string[] {
  const { tree, expansion } = configure(text);
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
});

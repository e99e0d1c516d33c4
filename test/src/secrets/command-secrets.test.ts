import { describe, expect, it } from 'vitest';
import { commandSecrets } from '../../../src/secrets/command-secrets.ts';

function secretsOf(text: string): string[] {
  return commandSecrets(text).map(({ start, end }) => text.slice(start, end));
}

describe('secrets of commands', () => {
  it.each([
    ['script /usr/bin/curl -u user:s3cret http://h/'],
    ['script "curl -uuser:s3cret h"'],
    ['script "/bin/x --user user:s3cret"'],
    ['script "/bin/mysql -uroot -ps3cret -h 192.0.2.1"'],
    ['script "/bin/x --password s3cret"'],
    ['script "/bin/x --db-pass=s3cret"'],
    ['misc_path "sshpass -p s3cret ssh h"'],
    ['script "redis-cli -a s3cret ping"'],
    ['script "ldapsearch -w s3cret"'],
    ['script "snmpget -c s3cret h"'],
    ['script "curl -H \'Authorization: Bearer s3cret\' h"'],
    ['script "curl -H Authorization:Bearer s3cret"'],
    ['script "curl -H \'X-Api-Key: s3cret\' h"'],
    ['script "MYSQL_PWD=s3cret mysql"'],
    ['script "env PGPASSWORD=s3cret psql"'],
    ['$DB_PW = s3cret'],
    ['$DB=mysql -ps3cret'],
    ['~LST(AUTH_PASS,s3cret) x'],
  ])('%s', (text) => {
    expect(secretsOf(text)).toEqual(['s3cret']);
  });

  it.each([
    ['script "check_http -H host -w 5 -c 10 -p 80"'],
    ['script "iptables -p tcp"'],
    ['script "pgrep -a haproxy"'],
    ['script "check.sh --token-file /etc/x"'],
    ['script "mysql -p$PASS"'],
    ['weight -10'],
    ['~LST(NODE,a,b) x'],
  ])('are not in %s', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { commandSecrets } from '../../../src/secrets/command-secrets.ts';

function secretsOf(text: string): string[] {
  return commandSecrets(text).map(({ start, end }) => text.slice(start, end));
}

describe('secrets of commands', () => {
  it.each([
    // user:password
    ['script /usr/bin/curl -u user:s3cret http://h/'],
    ['script "curl -uuser:s3cret h"'],
    ['script "curl -U user:s3cret h"'],
    ['script "curl -u :s3cret h"'],
    ['script "curl --proxy-user user:s3cret h"'],
    ['script "/bin/x --user user:s3cret"'],
    ['script "/bin/x --user=user:s3cret"'],
    // Options of one letter
    ['script "/bin/mysql -uroot -ps3cret -h 192.0.2.1"'],
    ['script "mysqladmin -ps3cret ping"'],
    ['script "mariadb -ps3cret"'],
    ['script "mongosh -p s3cret"'],
    ['script "rabbitmqctl -p s3cret"'],
    ['script "influx -p s3cret"'],
    ['script "check_mysql -p s3cret"'],
    ['misc_path "sshpass -p s3cret ssh h"'],
    ['script "redis-cli -a s3cret ping"'],
    ['script "ldapsearch -w s3cret"'],
    ['script "snmpget -c s3cret h"'],
    ['script "snmpget -A s3cret h"'],
    ['script "snmpwalk -X s3cret h"'],
    ['script "ipmitool -P s3cret chassis status"'],
    ['script "sqlcmd -P s3cret"'],
    ['script "mosquitto_sub -P s3cret"'],
    ['script "curl -b s3cret h"'],
    // Options of several letters
    ['script "/bin/x --password s3cret"'],
    ['script "/bin/x --password \t s3cret"'],
    ['script "/bin/x -password s3cret"'],
    ['script "--password s3cret"'],
    ["notify '--password=s3cret'"],
    ['script "/bin/x --db-pass=s3cret"'],
    ['script "/bin/x --pw s3cret"'],
    ['script "/bin/x --db-pw s3cret"'],
    ['script "/bin/x --auth s3cret"'],
    ['script "/bin/x --api-key s3cret"'],
    ['script "/bin/x --apikey s3cret"'],
    ['script "/bin/x --PWD s3cret"'],
    ['script /bin/x --password "s3cret"'],
    ['script /bin/x --password "s3cret'],
    ["script /bin/x --password 's3cret'"],
    ["script /bin/x --password 's3cret"],
    ['vrrp_script a { script /bin/x --token s3cret}'],
    // Variables
    ['script "MYSQL_PWD=s3cret mysql"'],
    ['script "env PGPASSWORD=s3cret psql"'],
    ['DB_PW=s3cret'],
    ['PW=s3cret'],
    ['PW_OLD=s3cret'],
    ['X_AUTH=s3cret'],
    ['AUTH=s3cret'],
    ['API_KEY=s3cret'],
    ['X-API-KEY=s3cret'],
    ['PRIVATE-KEY=s3cret'],
    ['apikey=s3cret'],
    ['PSK=s3cret'],
    ['PASSWORD = s3cret'],
    ['PASSWORD="s3cret"'],
    ['PASSWORD="s3cret'],
    ["PASSWORD='s3cret'"],
    ["PASSWORD='s3cret"],
    ['PASSWORD=s3cret; mysql'],
    ['token_idx=s3cret'],
    ['token_types=s3cret'],
    ['{"password": "s3cret"}'],
    ['{\\"password\\": \\"s3cret\\"}'],
    ['curl "http://h/?token=s3cret&x=1"'],
    ["curl 'http://h/?x=1&token=s3cret'"],
    ['curl http://h/?x=1&token=s3cret&y=2'],
    // Headers
    ['script "curl -H \'Authorization: Bearer s3cret\' h"'],
    ['script "curl -H Authorization:Bearer s3cret"'],
    ['script "curl -H \'Authorization: Basic  s3cret\' h"'],
    ['script "curl -H \'Proxy-Authorization: s3cret\' h"'],
    ['script "curl -H \'Cookie: s3cret \' h"'],
    ['script "curl -H \'X-Api-Key: s3cret\' h"'],
    ['script "curl -H \'X-Apikey: s3cret\' h"'],
    ['script "curl -H \'X-Vault-Token :s3cret\' h"'],
    ['script "curl -H \'X-Auth: s3cret\' h"'],
    ['cookie: s3cret'],
    // Definitions and repetitions
    ['$DB_PW = s3cret'],
    ['$DB_PW = s3cret # of the database'],
    ['$DB_PW = s3cret ! of the database'],
    ['$DB_PW = s3cret \t '],
    ['$DB=mysql -ps3cret'],
    ['~LST(AUTH_PASS,s3cret) x'],
    ['~LST(PW, s3cret) x'],
    ['~LST( $PW_1 , s3cret ) x'],
    ['~LST(${SECRET}, {s3cret}) x'],
  ])('%s', (text) => {
    expect(secretsOf(text)).toEqual(['s3cret']);
  });

  it.each([
    ['script /bin/x --password "two words"', ['two words']],
    ["script /bin/x --password 'two words'", ['two words']],
    ['script /bin/x --password "two\nlines"', ['two']],
    ["script /bin/x --password 'two\nlines'", ['two']],
    ['PASSWORD="two words"', ['two words']],
    ["PASSWORD='two words'", ['two words']],
    ['PASSWORD="two\nlines"', ['two']],
    ["PASSWORD='two\nlines'", ['two']],
    ["PASSWORD=pa'ss'word", ["pa'ss'word"]],
    ['$PASSWORD=two words', ['two words']],
    ['$PASSWORD=s3cret"', ['s3cret"']],
    ['$PASSWORD="two" words', ['two" words']],
    ['$PASSWORD=\\"two\\" words', ['two\\" words']],
    ['$PASSWORD=one#two!three', ['one#two!three']],
    ['PASSWORD=/b64token==', ['/b64token==']],
    ['PASSWORD=pre$OTHER', ['pre$OTHER']],
    ['Cookie: two words\nrouter_id a', ['two words']],
    ['A_TOKEN=one B_TOKEN=two', ['one', 'two']],
    ['x --token one --secret two', ['one', 'two']],
    ['~LST(PW, one, two) x\n~LST(PASS, {three 4}) y', ['one', 'two', 'three', '4']],
    ['script "/bin/x --pass tcp9x"', ['tcp9x']],
    ['script "/bin/x --pass xtcp"', ['xtcp']],
    ['script "/bin/x --pass 12abc34"', ['12abc34']],
    ['script "/bin/x --pass x$PASS"', ['x$PASS']],
    ['script "redis-cli -a \'two words\'"', ['two words']],
  ])('%j', (text, secrets) => {
    expect(secretsOf(text)).toEqual(secrets);
  });

  it.each([
    ['script "check_http -H host -w 5 -c 10 -p 80"'],
    ['script "iptables -p tcp"'],
    ['script "iptables -ptcpx"'],
    ['script "pgrep -a haproxy"'],
    ['script "pgrep -ahaproxy"'],
    ['script "mysql -h host -D base"'],
    ['script "mysql --port name"'],
    ['script "curl -u user h"'],
    ['script "curl -u user: h"'],
    ['script "curl --username a:b h"'],
    ['script "x --runas-user www:www"'],
    ['script "x --author bob"'],
    ['script "x --http-auth basic"'],
    ['script "x --rpwx name"'],
    ['script "check.sh --token-file /etc/x"'],
    ['script "check.sh --token-file name"'],
    ['script "check.sh --password-policy strict"'],
    ['script "check.sh --password-path name"'],
    ['script "check.sh --password --verbose"'],
    ['script check.sh --password ""'],
    ['script "x a--password word"'],
    ['script "mysql -p$PASS"'],
    ['script "mysql -p$' + '{PASS}"'],
    ['script "mysql -p3306"'],
    ['script "mysql -p/etc/pw"'],
    ['script "redis-cli -a $PASS"'],
    ['script "x --pass 10ms"'],
    ['script "x --pass 99.5%"'],
    ['script "x --pass ./pw"'],
    ['script "x --pass ../pw"'],
    ['script "x --pass /pw"'],
    ['script "x --auth UDP"'],
    ['nc -pword && mysql base'],
    ['mysql a\nnc -ps3cret'],
    ['mysql a\nnc -p s3cret'],
    ['PASSWORD_FILE=name'],
    ['PASS_PATH=name'],
    ['PASSWORD_POLICY=strict'],
    ['TOKEN_ID=name'],
    ['TOKEN_TYPE=name'],
    ['tokentype=name'],
    ['AUTHOR=bob'],
    ['OAUTH=yes'],
    ['SPW=bob'],
    ['PWS=bob'],
    ['PASSWORD='],
    ['PASSWORD=""'],
    ['PASSWORD=$OTHER'],
    ['PASSWORD=$' + '{OTHER}'],
    ['PASSWORD="$OTHER"'],
    ['PASSWORD=/etc/keepalived/pw'],
    ['PASSWORD=./etc/pw'],
    ['PASSWORD=../etc/pw'],
    ['password == word'],
    ['Authorization: Bearer $TOKEN'],
    ['Content-Type: word'],
    ['weight -10'],
    ['~LST(NODE,a,b) x'],
    ['~LST(PASS)'],
  ])('are not in %s', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });

  it('are looked for behind the name of a command that is not too far away', () => {
    const options = ' -x value'.repeat(40);
    expect(secretsOf(`mysql${options} -ps3cret`)).toEqual(['s3cret']);
  });
});

describe('options of one letter on a long line', () => {
  const long = ` ${'word '.repeat(200)}`;

  it('are those of the command before them', () => {
    expect(secretsOf(`script "${long}mysql -p s3cret -h db"`)).toEqual(['s3cret']);
    expect(secretsOf(`script "mysql -p s3cret${long}check -p warm${long}mysql -p 0ther"`)).toEqual(['s3cret', '0ther']);
    expect(secretsOf(`script "${long}mysql status"\nscript "check -p warm"`)).toEqual([]);
  });

  it('are no longer those of a command far before them', () => {
    expect(secretsOf(`script "mysql${long}-p warm"`)).toEqual([]);
  });
});

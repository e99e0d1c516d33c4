/** Ways in which a secret § stands in a configuration: globals, lines of an instance, lines of its authentication. */
export type SecretForm = (secret: string) => { top?: string; instance?: string; authentication?: string };

export const SECRET_FORMS: readonly SecretForm[] = [
  ...[
    'auth_pass §',
    'auth_pass "§"',
    'auth_pass "§',
    'auth_pass ab#§',
    'auth_pass !§',
    'auth_pass #§',
    'auth_pass v!§',
    "auth_pass ab'§",
    'auth_pass ab"§',
    'auth_pass a{§}b',
    'auth_pass }§',
    'auth_pass {§',
    'auth_pass {{ § }}',
    'auth_pass one § # why',
    'auth_pass §;',
    'auth_pass "§";',
    'auth_pass §,',
    'auth_pass [§]',
    'auth_pass [§];',
    'auth_pass <§>',
    'auth_pass (§)',
    'auth_pass “§”',
    'auth_pass ‘§’',
    'auth_pass `§`',
    "auth_pass '§ x'",
    'auth_pass %§%',
    'auth_type PASS;\nauth_pass §;',
    '# auth_pass ab"§',
    "! auth_pass ab'§",
    'auth_pass§',
    'auth_pas ab#§',
    'auht_pass §',
    'auth_psas §',
    'authpass §',
    'auth_pass=§',
    'auth_pass: §',
    'auth_pass\n §',
    'state MASTER auth_pass §',
    'virtual_router_id 51 auth_pass §',
    'auth_type §',
    'auth_type PASS; auth_pass §',
    '§',
    'password §',
    'psk §',
    'community §',
    'credentials §',
    'private_key §',
  ].map(
    (line): SecretForm =>
      (secret) => ({ authentication: line.replace('§', () => secret) }),
  ),
  ...['auth_hmac {\nkey 1 §\n}', 'auth_hmac {\nkey §\n}', 'auth_hmac {\nkey 1 ab#§\n}', 'auth_hmac {\nactive_key §\n}', 'auth_hmac §'].map(
    (lines): SecretForm =>
      (secret) => ({ instance: lines.replace('§', () => secret) }),
  ),
  (secret) => ({ top: `$K=${secret}`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$K = ${secret}`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$K=ab'${secret}`, authentication: 'auth_pass $' + '{K}' }),
  (secret) => ({ top: `$J=${secret}\n$K=$J`, authentication: 'auth_pass $K' }),
  (secret) => ({ top: `$X=one ${secret}`, authentication: 'auth_pass pre$' + '{X}post' }),
  (secret) => ({ top: `$KEY=${secret}`, instance: 'auth_hmac {\nkey 1 $KEY\n}' }),
  (secret) => ({ top: `$KEY=${secret}\nvrrp_script c {\nscript "/usr/bin/curl http://user:$KEY@192.0.2.1/"\n}` }),
  (secret) => ({ authentication: `~LST(P ${secret}) auth_pass $P` }),
  (secret) => ({ authentication: `~LST(P, ${secret}) auth_pass $P` }),
  ...[
    'AWS_SECRET_ACCESS_KEY=§ x',
    'REDISCLI_AUTH=§ redis-cli ping',
    'curl https://§@192.0.2.1/',
    'curl http://admin:§@192.0.2.1/',
    'curl http://192.0.2.1/?a=b&access_key=§&c=d',
    'curl http://192.0.2.1/?X-Amz-Signature=§',
    'curl -d \'{\\"user\\": \\"x\\", \\"password\\": \\"§\\"}\' h',
    "curl -H 'Authorization: Bearer §' h",
    'mysql -p§',
    'x --password §',
  ].flatMap((command): SecretForm[] => [
    (secret) => ({ top: `vrrp_script c {\nscript "/bin/env ${command.replace('§', () => secret)}"\n}` }),
    (secret) => ({ top: `# ${command.replace('§', () => secret)}` }),
    (secret) => ({ instance: `notfy "/bin/env ${command.replace('§', () => secret)}"` }),
  ]),
  (secret) => ({ top: `-----BEGIN PRIVATE KEY-----\n${`MIIEvQ${secret}`.padEnd(64, 'x9')}\n${secret}==\n-----END PRIVATE KEY-----` }),
];

/** A configuration that holds a secret in one of the forms. */
export function configurationWith({ top = '', instance = '', authentication = '' }: ReturnType<SecretForm>, misspelt = false): string {
  return `${top}
vrrp_instance VI_1 {
${misspelt ? 'interfce eth0' : 'interface eth0'}
virtual_router_id 51
${instance}
authentication {
auth_type PASS
${authentication}
}
virtual_ipaddress {
192.0.2.9/24
}
}
`;
}

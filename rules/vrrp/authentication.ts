import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/authentication',
  title: 'The authentication of an instance is dropped or changes something else',
  severity: 'warning',
  isCause: true,
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/auth-ah-state-master',
    'live/state-master-waits-like-a-backup',
    'live/auth-dropped-in-version-3',
    'live/auth-ignored-in-v3',
    'live/version-mismatch',
    'live/auth-without-password',
    'live/auth-password-without-type',
    'live/auth-on-one-side',
  ],
  what: `\`authentication\` that keepalived does not use: in VRRP version 3 (IPv6 is version 3 unless \`version 2\` is written), without \`auth_pass\`, without
\`auth_type\`, of type AH for IPv6, or together with \`auth_hmac\`; \`state MASTER\` together with type AH; and keys of \`auth_hmac\` (2.4.0 and later) that do not fit.`,
  why: `Where keepalived drops the authentication, its adverts carry none, and it takes adverts from anybody: the file promises a protection that is
not there. Nodes that still have it discard the adverts of this one, and both become master. When the key to sign with does not exist, keepalived
switches the whole of \`auth_hmac\` off and runs without authentication.

A password (\`auth_type PASS\`) crosses the network in clear text; VRRP has had no authentication since RFC 3768. \`auth_hmac\` or a filter for the source
addresses is a protection, a password is none.`,
  advice: `Remove \`authentication\` on all nodes at once. Where adverts must be protected, use \`auth_hmac\` (keepalived 2.4.2 and later on all nodes), or unicast with
\`check_unicast_src\`.`,
  references: [
    { title: 'RFC 9568, section 9: Security Considerations', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-9' },
    { title: 'keepalived.conf(5): authentication, auth_hmac', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Version 3 and IPv6 have none',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    authentication {  #=>
        auth_type PASS  #~ VRRP version 3  #=>
        auth_pass s3cret99  #=>
    }  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {  #=>
        auth_type PASS  #~ VRRP version 3  #=>
        auth_pass s3cret99  #=>
    }  #=>
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
      {
        title: 'One half is missing',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS  #~ without 'auth_pass'  #=> auth_type PASS ↵ auth_pass s3cret98
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    authentication {
        auth_pass s3cret99  #~ ^auth_pass^ without 'auth_type'  #=> auth_type PASS ↵ auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'The authentication header',
        config: `vrrp_instance VI_1 {
    state MASTER  #~ starts 'VI_1' as BACKUP  #=> state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type AH
        auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 2
    authentication {  #=>
        auth_type AH  #~ not for IPv6  #=>
        auth_pass s3cret99  #=>
    }  #=>
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
      {
        title: 'Keys that do not fit',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {  #=>
        auth_type PASS  #~ together with 'auth_hmac'  #=>
        auth_pass s3cret99  #=>
    }  #=>
    auth_hmac {
        key 1 0123456789abcdef0123456789abcdef
        key 1 fedcba9876543210fedcba9876543210  #~ ^1^ has the ID of another one  #=>
        key 2 too-short  #~ ^too-short^ 9 bytes  #=> key 2 hex:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
        active_key 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    auth_hmac {
        key 1 0123456789abcdef0123456789abcdef
        active_key 2  #~ without any authentication  #=> active_key 1
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A password in version 2',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    authentication {
        auth_type PASS
        auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Signed adverts',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    auth_hmac {
        key 1 0123456789abcdef0123456789abcdef
        active_key 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/auth-version-3': ({ subject }) => ({
      summary: `keepalived drops the authentication of '${subject}', because VRRP version 3 has none.`,
      detail: `Its adverts are taken from and by anybody; nodes that still run version 2 do not understand them at all.`,
      advice: "Remove 'authentication', or use 'auth_hmac' (keepalived 2.4.2 and later) on all nodes.",
    }),
    'vrrp/auth-no-password': ({ subject }) => ({
      summary: `keepalived drops the authentication of '${subject}', which is without 'auth_pass'.`,
      detail: `Nodes that have a password discard its adverts, and become master too.`,
      advice: "Write 'auth_pass', or remove 'authentication' on all nodes.",
    }),
    'vrrp/auth-pass-without-type': ({ subject }) => ({
      summary: `The password of '${subject}' is not used, because it is without 'auth_type'.`,
      detail: `The adverts carry no authentication, and keepalived does not say so.`,
      advice: "Write 'auth_type PASS' above it, or remove 'authentication' on all nodes.",
    }),
    'vrrp/auth-ah-ipv6': ({ subject }) => ({
      summary: `keepalived drops the authentication of '${subject}': type AH is not for IPv6.`,
      detail: `Its adverts carry none, and are taken from anybody.`,
      advice: "Remove 'authentication', or use 'auth_hmac' (keepalived 2.4.2 and later) on all nodes.",
    }),
    'vrrp/auth-ah-state-master': ({ subject }) => ({
      summary: `keepalived starts '${subject}' as BACKUP, because 'state MASTER' does not go with authentication of type AH.`,
      detail: `Below priority 255 that changes nothing: every node waits for some three advert intervals first.`,
      advice: "Write 'state BACKUP': the priority alone decides who becomes master.",
      against: 'The type of the authentication.',
    }),
    'auth-hmac/active-key-undefined': ({ subject }) => ({
      severity: 'error',
      summary: `keepalived switches 'auth_hmac' of '${subject}' off, because there is no key with the ID to sign with.`,
      detail:
        `The instance runs without any authentication: ` +
        'anybody on the network can take its addresses, and nodes that have the key discard its adverts.',
      advice: "Write 'active_key' with the ID of one of the keys.",
    }),
    'auth-hmac/key-length': ({ subject, data: { bytes } }) => ({
      severity: 'error',
      summary: `keepalived ignores this key of '${subject}', which has ${bytes} bytes.`,
      detail: `A key has 32 to 64 bytes (64 to 128 hexadecimal digits behind 'hex:').`,
      advice: 'Make a key of 32 random bytes, for example with `openssl rand -hex 32`, and write it behind `hex:`.',
    }),
    'auth-hmac/key-id-duplicate': ({ subject }) => ({
      summary: `keepalived ignores this key of '${subject}', because it has the ID of another one.`,
      detail: `Adverts that other nodes sign with it are discarded.`,
      advice: 'Give each key an ID of its own.',
      against: 'The key that is used.',
    }),
    'auth-hmac/with-authentication': ({ subject }) => ({
      summary: `keepalived drops the authentication of '${subject}' together with 'auth_hmac'.`,
      detail: `Nodes that have only the password discard its adverts, and become master too.`,
      advice: "Remove 'authentication', once all nodes have 'auth_hmac'.",
    }),
  },
});

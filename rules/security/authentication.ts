import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/authentication',
  title: 'A password or AH taken for protection',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'info' }),
  verdict: 'silent',
  proof: ['rfc/3768#10', 'live/unicast-stranger-right-password'],
  what: '`auth_type PASS` or `AH` in an instance that uses it. A password beside `check_unicast_src` is not told: the source is looked at as well.',
  why: `With PASS the password stands in clear text in every advert, for anybody on the network to read and to send (RFC 3768, section 10, which took it out). AH signs the adverts with MD5 and a key of eight characters; its sequence numbers drop adverts after restarts and between several nodes, and firewalls must let protocol 51 through.`,
  advice: `Use \`auth_hmac\` (2.4.2 and later) with a key in a file, in the place of \`authentication\`. Older versions can look at the source of unicast adverts (\`check_unicast_src\`); else only the network keeps strangers out.`,
  references: [{ title: 'RFC 3768, section 10: Security Considerations', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-10' }],
  examples: {
    bad: [
      {
        title: 'In clear text',
        version: '2.4.3',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {  #=> auth_hmac {
        auth_type PASS  #~ ^auth_type PASS^ in clear text  #=>     key 1 file:/etc/keepalived/vrrp.key
        auth_pass Kx7m2qTz  #=>     active_key 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A password, and the source is looked at as well',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
    }
    authentication {
        auth_type PASS
        auth_pass Kx7m2qTz
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
    interface eth0
    virtual_router_id 51
    auth_hmac {
        key 1 file:/etc/keepalived/vrrp.key
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
  check: {
    view(configuration, report) {
      for (const { name, authentication, authHmac, unicast, checkUnicastSource } of configuration.vrrpInstances) {
        const { value, node } = authentication;
        if (value === null || node === null || authHmac.value !== null) continue;
        if (value === 'PASS' && unicast && checkUnicastSource.value) continue;
        report({
          at: lineSpan(node),
          summary:
            value === 'PASS'
              ? `The adverts of '${name}' carry their password in clear text.`
              : `AH protects the adverts of '${name}' with MD5 and a key of eight characters.`,
          detail:
            value === 'PASS'
              ? 'Whoever reads one can send others, and take the addresses.'
              : 'Its sequence numbers drop adverts after a restart, and with more than two nodes.',
          advice:
            value === 'PASS' && unicast
              ? `${HMAC}, or have the source looked at as well, with 'check_unicast_src'.`
              : `${HMAC}. Where that is not to be had, only the network can keep strangers out.`,
        });
      }
    },
  },
});

const HMAC = "Write 'auth_hmac' (2.4.2 and later) with a key in a file, in the place of 'authentication'";

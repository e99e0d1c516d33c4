import type { Keyword } from '../../grammar/keywords/keyword.ts';
import type { Word } from '../../grammar/tree.ts';
import { isBlock, isValue } from '../../src/binding/bound.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import type { Checker } from '../../src/model/lvs/checker.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import { replace, safe } from '../../src/rule/fix.ts';
import { isStandIn } from '../../src/rule/stand-in.ts';

const UNCHECKED = 'Without a checker the server counts as up, whatever happens to it.';

export default defineCorrectionRule({
  id: 'lvs/checker',
  title: 'A check of a real server is removed or can never succeed',
  severity: 'error',
  precision: 'very-high',
  misses: 'anywhere',
  verdict: 'reports',
  proof: ['source/check/ipwrapper.c:init_service_rs', 'config-test'],
  what: `Checks that keepalived removes or that cannot work, because of what stands elsewhere: a \`BFD_CHECK\` or \`FILE_CHECK\` that names
something not defined above it, addresses of different families in \`connect_ip\` and \`bindto\`, a link-local address without \`bind_if\`,
an \`HTTP_GET\` without a usable \`url\`, or with a path that does not begin with \`/\`, a \`UDP_CHECK\` whose answer would have to be longer than it may be, and regex options without
effect.`,
  why: `A real server whose only checker is removed counts as up for ever: clients are sent to a server that is dead. A check that can never
succeed does the opposite, and keeps a good server out.`,
  advice: 'Define what a check names above the virtual server, and let its addresses be of one family.',
  references: [
    {
      title: 'keepalived.conf(5): HTTP_GET, TCP_CHECK, UDP_CHECK, BFD_CHECK, FILE_CHECK, connect_ip, bindto, bind_if',
      url: 'https://www.keepalived.org/manpage.html',
    },
    { title: 'RFC 4291, section 2.5.6: link-local addresses', url: 'https://www.rfc-editor.org/rfc/rfc4291.html#section-2.5.6' },
  ],
  examples: {
    bad: [
      {
        title: 'A path that no server takes for one',
        fixed: 'safe',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {
            url {
                path health  #~ ^health^ 'health' does not begin with '/'.  #=> path /health
                status_code 200
            }
        }
    }
}
`,
      },
      {
        title: 'Names that are not defined above',
        config: `bfd_instance to-peers {  #=> track_file load {↵    file /run/load↵}↵bfd_instance to-peers {
    neighbor_ip 198.51.100.1
    vrrp  #=>
}

virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        BFD_CHECK {
            name to-servers  #~ ^to-servers^ There is no bfd_instance 'to-servers'  #=> name to-peers
        }
    }
    real_server 198.51.100.12 80 {
        BFD_CHECK {
            name to-peers  #~ ^to-peers^ for VRRP only
        }
        FILE_CHECK {
            track_file load  #~ ^load^ stands below  #=> track_file load
        }
    }
}

track_file load {  #=>
    file /run/load  #=>
}  #=>
`,
      },
      {
        title: 'Addresses of two families',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
            bindto 2001:db8::1  #~ ^2001:db8::1^ ignores 'bindto 2001:db8::1'  #=>
        }
    }
    real_server 198.51.100.12 80 {
        SMTP_CHECK {
            bindto 2001:db8::1  #=>
            connect_ip 198.51.100.13  #~ ^198.51.100.13^ can never connect
        }
    }
}
`,
      },
      {
        title: 'A link-local address on which link?',
        config: `virtual_server 2001:db8::10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server fe80::11 80 {
        TCP_CHECK {  #~ ^TCP_CHECK^ needs 'bind_if'  #=> TCP_CHECK { ↵     bind_if eth0
        }
    }
}
`,
      },
      {
        title: 'keepalived 2.3.0 to 2.3.3 never come to the end of it',
        version: '2.3.1',
        beside: ['version/deprecated-keyword'],
        config: `virtual_server 192.0.2.10 25 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 25 {
        SMTP_CHECK {
            host {  #~ ^host^ never comes to the end  #=>
                connect_port 2525
            }  #=>
        }
    }
}
`,
      },
      {
        title: 'Longer than it may be',
        config: `virtual_server 192.0.2.10 53 {
    lvs_sched rr
    lvs_method NAT
    protocol UDP
    real_server 198.51.100.11 53 {
        UDP_CHECK {
            require_reply
            min_reply_length 300  #~ ^300^ at most '255'  #=> min_reply_length 300 ↵ max_reply_length 300
        }
    }
}
`,
      },
      {
        title: 'Options of a regular expression',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {
            url {
                path /
                regex_no_match  #~ without 'regex'  #=> regex ok ↵ regex_no_match
            }
            url {
                path /status
                regex ok
                regex_min_offset 100  #~ ^100^ above the largest, '10'  #=> regex_min_offset 10
                regex_max_offset 10  #=> regex_max_offset 100
                regex_stack 65536 32768  #~ ^65536^ above its largest size  #=> regex_stack 32768 65536
            }
        }
    }
}
`,
      },
      {
        title: 'It crashes old versions',
        beside: ['syntax/missing-keyword'],
        version: '2.2.7',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {  #~ ^HTTP_GET^ crashes
            retry 3  #=> retry 3 ↵ url { ↵     path / ↵     status_code 200 ↵ }
        }
    }
}
`,
      },
      {
        title: 'A last octet that old versions misread',
        version: '2.2.8',
        config: `virtual_server 192.0.2.10 53 {
    lvs_sched rr
    lvs_method NAT
    protocol UDP
    real_server 198.51.100.11 53 {
        UDP_CHECK {
            payload 01 02 ff  #~ ^ff^ sends random octets  #=> payload 01 02 ff 00
            require_reply 00ff  #~ ^00ff^ compares nothing  #=> require_reply 00ff00
        }
    }
}
`,
      },
      {
        title: 'One session, followed twice',
        config: `bfd_instance to-servers {
    neighbor_ip 198.51.100.11
}

virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        BFD_CHECK {
            name to-servers
        }
        BFD_CHECK {  #=>
            name to-servers  #~ ^to-servers^ follows 'to-servers' already  #=>
        }  #=>
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Defined above, and reachable',
        config: `bfd_instance to-servers {
    neighbor_ip 198.51.100.11
}

track_file load {
    file /run/load
}

virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        BFD_CHECK {
            name to-servers
        }
        FILE_CHECK {
            track_file load
        }
        TCP_CHECK {
            connect_ip fe80::11
            bind_if eth0
        }
        UDP_CHECK {
            require_reply
            min_reply_length 10
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound, virtualServers }, report) {
      if (!occurs(bound, asksForPages)) return;
      for (const { realServers, dropped } of virtualServers) {
        if (dropped) continue;
        for (const checker of realServers.flatMap(({ checkers }) => checkers)) {
          for (const path of relativePathsOf(checker)) {
            report({
              at: path,
              verdict: 'silent',
              fix: safe(replace(path, `/${path.text}`)),
              summary: `'${path.text}' does not begin with '/'.`,
              detail: `keepalived asks for it as it stands ('GET ${path.text}'): servers answer such a request with status 400, and none of them passes this check.`,
              advice: `Write '/${path.text}'.`,
            });
          }
        }
      }
    },
  },
  words: {
    'lvs/bfd-not-configured': ({ written, against }) => ({
      summary: against ? `bfd_instance '${written}' stands below this check.` : `There is no bfd_instance '${written}'.`,
      detail: `${against ? 'keepalived looks only above it, and' : 'keepalived'} removes the check. ${UNCHECKED}`,
      advice: against ? 'Move the bfd_instance above the virtual server.' : 'Define it above the virtual server, or name one that exists.',
      against: 'It stands here.',
    }),
    'lvs/bfd-instance-vrrp-only': ({ written }) => ({
      summary: `bfd_instance '${written}' is for VRRP only, so that the checkers do not know it.`,
      detail: `keepalived removes the check. ${UNCHECKED}`,
      advice: "Remove the keyword 'vrrp' from the bfd_instance: without it VRRP and the checkers both hear of it.",
      against: 'It has the keyword vrrp, and not checker.',
    }),
    'lvs/bfd-already-monitored': ({ written }) => ({
      severity: 'warning',
      summary: `The real server follows '${written}' already.`,
      detail: `keepalived removes this second check.`,
      advice: 'Remove one of the two.',
      against: 'The check that stays.',
    }),
    'lvs/file-not-found': ({ written, against }) => fileNotFound(written, against !== undefined),
    'lvs/file-no-track-file': ({ written, against }) => fileNotFound(written, against !== undefined),
    'lvs/smtp-host-hangs': (_, { target: { version } }) => ({
      summary: `keepalived ${version} never comes to the end of an SMTP_CHECK with a 'host' that has keywords.`,
      detail: 'It uses a whole processor, in the config test too, and reads nothing behind it. 2.3.0 to 2.3.3 do so.',
      advice: "Write the keywords of the 'host' into the SMTP_CHECK itself, with one SMTP_CHECK for each host.",
      hangs: true,
    }),
    'lvs/connect-ip-family': ({ written }) => ({
      summary: `This check can never connect: 'connect_ip ${written}' is of the other address family than 'bindto'.`,
      detail: `The real server stays out.`,
      advice: 'Use addresses of one family in both.',
      against: 'It connects from here.',
    }),
    'lvs/bindto-family': ({ written, used }) => ({
      severity: 'warning',
      summary: `keepalived ignores 'bindto ${written}', because what is checked, '${used}', is of the other address family.`,
      detail: `The kernel chooses the address.`,
      advice: 'Use an address of the same family, or remove bindto.',
      against: 'This is what is checked.',
    }),
    'lvs/link-local-without-bind-if': ({ written }) => ({
      summary: `A check of '${written}' needs 'bind_if', because a link-local address is valid on one link only.`,
      detail: `keepalived removes the check. ${UNCHECKED}`,
      advice: "Write 'bind_if INTERFACE' into it.",
      against: 'The link-local address.',
    }),
    'lvs/udp-min-above-max': ({ written, used }) => ({
      summary: `An answer would need '${written}' bytes and may have at most '${used}'.`,
      detail: `Where a reply is required, this check never succeeds, and the server stays out.`,
      advice: `Write 'max_reply_length ${written}' or more.`,
      against: 'The most bytes.',
    }),
    // What its url lacks is told there.
    'lvs/http-no-url': ({ against }) => ({
      follows: against,
      summary: `The check has no usable url.`,
      detail: `keepalived removes it. ${UNCHECKED}`,
      advice: "Write 'path' into its url block.",
    }),
    'lvs/http-no-url-first-checker': (_, { target: { version } }) => ({
      summary: `This check without a usable url crashes keepalived ${version}, because it is the first one of the file.`,
      detail: `The config test crashes too.`,
      advice: "Write a url block with 'path'; 2.2.8 and later only remove the check.",
    }),
    'lvs/regex-options-without-regex': ({ written }) => ({
      severity: 'warning',
      summary: `'${written}' stands without 'regex', and has no effect.`,
      detail: `Only the log of a real run says so.`,
      advice: "Write 'regex', or remove its options.",
    }),
    'lvs/udp-hex-last-octet-ff': ({ written }, { target: { version } }) => ({
      summary:
        `keepalived ${version} takes the last octet FF of '${written}' for a mistake of its own, and ` +
        (written === 'payload' ? 'sends random octets instead.' : 'compares nothing: any answer will do.'),
      advice: 'Add an octet behind it, or use keepalived 2.3.3 or later.',
    }),
    'lvs/regex-stack-invalid': ({ written, used }) => ({
      severity: 'warning',
      summary: `A stack of '${written}' bytes at the start is above its largest size, '${used}'.`,
      detail: `keepalived ignores both; only the log of a real run says so.`,
      advice: 'Write the smaller number first.',
    }),
    'lvs/regex-offsets-crossed': ({ written, used }) => ({
      severity: 'warning',
      summary: `The smallest offset '${written}' is above the largest, '${used}'.`,
      detail: `keepalived ignores both; only the log of a real run says so.`,
      advice: 'Exchange the two.',
      against: 'The largest offset.',
    }),
  },
});

function fileNotFound(name: string | undefined, below: boolean) {
  return {
    summary: below ? `track_file '${name}' stands below this check.` : `There is no track_file '${name}'.`,
    detail: `${below ? 'keepalived looks only above it, and' : 'keepalived'} leaves the check out. ${UNCHECKED}`,
    advice: below ? 'Move the track_file above the virtual server.' : 'Define it above the virtual server, or name one that exists.',
    against: 'It stands here.',
  };
}

function asksForPages({ name }: Keyword): boolean {
  return name === 'HTTP_GET' || name === 'SSL_GET';
}

/** Paths of the pages of a check that no HTTP server takes for paths. A whole URL is one to it as well. */
function relativePathsOf({ bound }: Checker): readonly Word[] {
  if (!asksForPages(bound.keyword)) return [];
  const lines = bound.children.filter(isBlock).flatMap(({ children }) => children.filter(isValue));
  const paths = lines.flatMap(({ keyword, args }) => (keyword.name === 'path' ? (args[0]?.word ?? []) : []));
  return paths.filter(({ text }) => /^[\w.-]+(?:$|[/?.])/.test(text) && !isStandIn(text));
}

import type { Origin } from '../../grammar/expand/expansion.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { brokenDefinitionLines, isFirstWord, problemsOf } from '../../src/binding/text-problems.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { type UnreplacedName, unreplacedNameIn, unreplacedNames } from '../../src/rule/unreplaced-names.ts';

export default defineRule({
  id: 'syntax/unreplaced-definition',
  title: 'A definition is not put in because of the character behind its name',
  severity: 'error',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `The \`$NAME\` of a definition with a character behind it that keeps it from being replaced, as in \`$VIP/24\` or \`"$VIP"\`. keepalived replaces \`$NAME\` only
before a blank, a comma, \`)\` or the end of the line (the comma and \`)\` since 2.1.0); \`\${NAME}\` is replaced everywhere.`,
  why: 'The name stays as it is, without a message: `$VIP/24` is no address, so the virtual address is missing.',
  advice: 'Write the name in braces: `${VIP}/24`.',
  unless: 'the word is meant for a shell that has a variable of the same name.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A prefix length behind the name',
        config: `$VIP=192.0.2.10
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        $VIP/24 #~ ^$VIP^ '$VIP' is not replaced before '/'  #=> \${VIP}/24
    }
}
`,
      },
      {
        title: 'A name inside of an address',
        config: `$SITE=7
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.$SITE.101 #~ ^$SITE^ '$SITE' is not replaced before '.'  #=> unicast_src_ip 192.0.\${SITE}.101
    unicast_peer {
        192.0.$SITE.102 #~ ^$SITE^ '$SITE' is not replaced before '.'  #=> 192.0.\${SITE}.102
    }
    virtual_ipaddress {
        192.0.$SITE.200/24 dev eth0 #~ ^$SITE^ '$SITE' is not replaced before '.'  #=> 192.0.\${SITE}.200/24 dev eth0
    }
    virtual_routes {
        198.51.$SITE.0/24 dev eth0 #~ ^$SITE^ '$SITE' is not replaced before '.'  #=> 198.51.\${SITE}.0/24 dev eth0
    }
}
`,
      },
      {
        title: 'Quotes around the name',
        config: `$NODE=lb1
global_defs {
    router_id "$NODE" #~ ^$NODE^ '$NODE' is not replaced before '"'  #=> router_id "\${NODE}"
}
`,
      },
    ],
    good: [
      {
        title: 'In braces, or with nothing behind it',
        config: `$VIP=192.0.2.10
$DEV=dev eth0
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        \${VIP}/24 $DEV
    }
}
`,
      },
      {
        title: 'Another name that begins alike',
        config: `$NODE=lb1
global_defs {
    router_id "$NODES/x"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const names = unreplacedNames(configuration);
      if (names.length === 0) return;
      const reported = new Set(problemsOf(configuration, 'undefined-definition', 'definition-not-last').map(({ at }) => placeKey(at)));
      const isBroken = brokenDefinitionLines(configuration);
      const refused = refusedNames(configuration);
      for (const unreplaced of names) {
        const at = configuration.expansion.place(unreplaced);
        if (reported.has(placeKey(at)) || isBroken(at)) continue;
        reported.add(placeKey(at));
        report({
          at,
          summary: `'$${unreplaced.name}' is not replaced before '${unreplaced.next}'.`,
          detail: `keepalived says nothing and leaves the name as it is.`,
          advice: `Write '\${${unreplaced.name}}'.`,
          // What keepalived reports is counted where the word is.
          ...(isFirstWord(at) || refused.has(unreplaced)
            ? { verdict: { '2.0.7': 'reports' }, predicted: 'silent' }
            : { verdict: 'silent' }),
        });
      }
    },
  },
});

/** Those in words that keepalived says it does not take. */
function refusedNames(configuration: Configuration): ReadonlySet<UnreplacedName> {
  const misfits = distinctMisfitsOf(configuration, 'invalid-value').filter(({ data }) => data.invalid !== 'silent');
  const corrections = configuration.corrections.filter(({ written, verdict }) => verdict === 'reports' && written?.includes('$'));
  return new Set([...misfits, ...corrections].flatMap(({ at }) => unreplacedNameIn(at, configuration) ?? []));
}

function placeKey({ source, offset }: Origin): string {
  return `${offset} ${source.path}`;
}

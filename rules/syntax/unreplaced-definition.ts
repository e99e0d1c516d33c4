import type { Origin } from '../../grammar/expand/expansion.ts';
import { atLeast } from '../../grammar/version.ts';
import { brokenDefinitionLines, isFirstWord, problemsOf } from '../../src/binding/text-problems.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';

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
      const {
        expansion,
        target: { version },
      } = configuration;
      const names = definedNames(configuration);
      if (names.size === 0) return;
      const reported = new Set(problemsOf(configuration, 'undefined-definition', 'definition-not-last').map(({ at }) => placeKey(at)));
      const isBroken = brokenDefinitionLines(configuration);
      // Before '=' it is a definition that keepalived does not make, which is another matter.
      const stops = atLeast(version, '2.1.0') ? /[\s,)=]/ : /[\s=]/;
      for (const match of expansion.text.matchAll(/\$([A-Za-z_][A-Za-z0-9_]*)(?![A-Za-z0-9_])(.)/g)) {
        const [, name = '', next = ''] = match;
        if (!names.has(name) || stops.test(next)) continue;
        const at = expansion.place({ start: match.index, end: match.index + name.length + 1 });
        if (reported.has(placeKey(at)) || isBroken(at)) continue;
        reported.add(placeKey(at));
        report({
          at,
          summary: `'$${name}' is not replaced before '${next}'.`,
          detail: `keepalived says nothing and leaves the name as it is.`,
          advice: `Write '\${${name}}'.`,
          verdict: isFirstWord(at) ? { '2.0.7': 'reports' } : 'silent',
        });
      }
    },
  },
});

/** Every name that the files of the view define, by a line of its own or by a repetition. */
function definedNames(configuration: Configuration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of configuration.expansion.sources) {
    if (!text.includes('$')) continue;
    for (const match of text.matchAll(/(?:^|[{}])[ \t]*(?:@\S+[ \t]+)?\$([A-Za-z_][A-Za-z0-9_]*)=/gm)) names.add(match[1] ?? '');
    for (const match of text.matchAll(/~(?:SEQx?|LST)\([ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*,/g)) names.add(match[1] ?? '');
  }
  return names;
}

function placeKey({ source, offset }: Origin): string {
  return `${offset} ${source.path}`;
}

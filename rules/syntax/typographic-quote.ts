import type { Span } from '../../grammar/tree.ts';
import { lineWords, walk } from '../../grammar/tree.ts';
import { type Change, replace, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { beginsWithTypographicQuote, TYPOGRAPHIC_QUOTE } from '../../src/rule/typographic-quote.ts';

export default defineRule({
  id: 'syntax/typographic-quote',
  title: 'A value stands between quotation marks that keepalived does not know',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A word that begins or ends with a quotation mark as word processors and web pages write it: “ ” „ or «».',
  why: `keepalived knows the straight double quote (\`"\`) only. It takes another one for a letter of the value, and ends the value at the first blank in it: a command has another name, and
none of its arguments.`,
  advice: 'Write straight double quotes.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Copied from a web page',
        fixed: 'safe',
        config: `vrrp_script check {
    script “/usr/bin/pgrep haproxy”  #~ ^“/usr/bin/pgrep haproxy”^ '“' is no quotation mark to keepalived.  #=> script "/usr/bin/pgrep haproxy"
}
`,
      },
      {
        title: 'Around a word that the keyword would take: keepalived reports the line',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    state “BACKUP”  #~ ^“BACKUP”^ '“' is no quotation mark to keepalived.  #=> state "BACKUP"
    interface eth0
    virtual_router_id 51
}
`,
      },
    ],
    good: [
      {
        title: 'Straight ones, and others between them',
        config: `vrrp_script check {
    script "/usr/bin/pgrep haproxy"
}

global_defs {
    router_id "the „first“ one"
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check
    }
}
`,
      },
    ],
  },
  check: {
    view({ tree, expansion }, report) {
      // Most files have none.
      if (!TYPOGRAPHIC_QUOTE.test(expansion.text)) return;
      for (const node of walk(tree.body)) {
        const marks: Span[] = [];
        for (const { raw, start, end, quoted } of lineWords(node)) {
          if (quoted) continue;
          if (beginsWithTypographicQuote(raw)) marks.push({ start, end: start + 1 });
          if (raw.length > 1 && TYPOGRAPHIC_QUOTE.test(raw.at(-1) ?? '')) marks.push({ start: end - 1, end });
        }
        const [first] = marks;
        const last = marks.at(-1);
        if (!first || !last) continue;
        report({
          at: { start: first.start, end: last.end },
          // An odd one has no partner that is known.
          fix: marks.length % 2 === 0 ? safe(...marks.map((mark): Change => replace(mark, '"'))) : null,
          summary: `'${expansion.text.slice(first.start, first.end)}' is no quotation mark to keepalived.`,
          detail: 'It is taken for a letter of the value, which ends at the first blank.',
        });
      }
    },
  },
});

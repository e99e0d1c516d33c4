import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { closingSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/empty-list',
  title: 'A list has no entries',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A list that keepalived expects to hold something, such as `notification_email` or the `group` of a `vrrp_sync_group`, without a line between its braces. Lines in comments do not count.',
  why: 'keepalived says so, its config test fails, and what the list is for does not happen: nobody gets mail, the group has no members.',
  advice: 'Write the entries, or remove the list.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: [
    'global/notification-email-empty',
    'garp-group/interfaces-empty',
    'vrrp/sync-group-empty-group-list',
    'vrrp/track-group-empty-group-list',
    'net/track-group-empty-list',
  ],
  examples: {
    bad: [
      {
        title: 'Only comments are left',
        config: `global_defs {
    notification_email {  #~ ^notification_email^ 'notification_email' has no entries.
        # admin@example.com  #=> admin@example.com
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With an entry',
        config: `global_defs {
    notification_email {
        admin@example.com
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'empty-list')) {
        const { name } = data.keyword;
        report({
          at,
          reportedAt: closingSpan(data.node),
          summary: `'${name}' has no entries.`,
          detail: `keepalived says so, and its config test fails.`,
          advice: `Write the entries of '${name}', each on a line of its own, or remove it.`,
        });
      }
    },
  },
});

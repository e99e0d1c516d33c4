import { recognizeForeign } from '../../grammar/foreign.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/foreign-file',
  title: 'The file is no keepalived configuration',
  severity: 'error',
  precision: 'high',
  ofForeignFiles: true,
  verdict: 'reports',
  proof: ['config-test'],
  what: `A file that was never meant for keepalived: JSON, YAML, XML, Markdown, a script, an INI file or systemd unit, the configuration of nginx or another program, or
a binary file. One line that only keepalived would understand makes a file a configuration, and then its mistakes are told one by one.

Nothing else is reported for such a file.`,
  why: `Read as a configuration, every line of it would be an unknown keyword. If keepalived is started with such a file, it runs nothing: no address, no virtual server.`,
  advice: `Name the configuration itself. A search (\`kvlint .\`) passes over such files; where a list of files comes from another tool, leave this one out of it.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The configuration of nginx',
        notMended: 'Another file was meant.',
        config: `user nginx; #~ ^user nginx;^ a configuration of nginx
events {
    worker_connections 1024;
}
http {
    server {
        listen 80;
    }
}
`,
      },
      {
        title: 'JSON',
        notMended: 'Another file was meant.',
        config: `{ #~ ^{^ JSON
  "vrrp_instance": {
    "interface": "eth0",
    "virtual_router_id": 51
  }
}
`,
      },
    ],
    good: [
      {
        title: 'A configuration, whatever else is wrong in it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ view: { root } }, report) {
      const format = recognizeForeign(root.text, root.path);
      if (format === null) return;
      const offset = /\S/.exec(root.text)?.index ?? 0;
      const end = offset + (/^[^\n\r#]*[^\s#]/.exec(root.text.slice(offset))?.[0].length ?? 1);
      report({
        at: { source: root, offset, end },
        summary: `This is no keepalived configuration: it looks like ${format}.`,
        detail: 'Nothing else was checked. keepalived would know hardly a line of it, and run nothing.',
      });
    },
  },
});

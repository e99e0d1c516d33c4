import { recognizeTemplate, type Template, type TemplateLanguage } from '../../grammar/template.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'template/unrendered',
  title: 'The file is a template, not a configuration',
  severity: 'warning',
  precision: 'high',
  ofTemplates: true,
  verdict: 'reports',
  proof: ['config-test'],
  what: `Files that are still to be rendered by a configuration management or container tool: Jinja2 (Ansible, Salt), ERB and EPP (Puppet, Chef), Go templates
(Helm, confd, consul-template), \`\${NAME}\` and \`$NAME\` for envsubst, \`{$NAME}\`, \`__NAME__\`, \`%NAME%\`, \`<--NAME-->\`, \`#NAME#\`, \`@NAME@\` and \`@@NAME@@\`. Marks inside comments, double quotes and the command lines of
scripts do not count, and neither do \`\${NAME}\` and \`$NAME\` where the configuration defines anything, because that is keepalived's own syntax, or where there is one such name only.

Of such a file only lines that have no mark are judged, each by itself: misspelt keywords (\`template/unknown-keyword\`), values that their keyword does not take, commands
that need a shell, and the like. What takes more than one line to see is left to what the template renders to.`,
  why: `Read as it stands, every mark would be an unknown keyword or a stray brace, and a hundred findings would say nothing about the configuration that
the nodes get. And if the file reaches a node like this, because a step of the deployment was left out, keepalived drops what it cannot read and may
run half of the configuration.`,
  advice: `Lint what comes out: render the template for each node, or for one example of each kind, and run kvlint on the results. In CI this can be the same
step that a deployment uses, into a scratch directory. Leave the templates themselves out of the paths.`,
  unless:
    'the marks are meant for keepalived, which is hard to imagine. For `${NAME}` and `$NAME` define the name, with `$NAME=value`, or quote the word.',
  references: [
    { title: 'keepalived.conf(5): definitions', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'Jinja: template designer documentation', url: 'https://jinja.palletsprojects.com/en/stable/templates/' },
    { title: 'Go: text/template', url: 'https://pkg.go.dev/text/template' },
  ],
  examples: {
    bad: [
      {
        title: 'Jinja2, as Ansible renders it',
        notMended: 'It is rendered.',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface {{ keepalived_interface }}  #~ ^{{ keepalived_interface }}^ a Jinja2 template
    virtual_router_id {{ keepalived_vrid | default(51) }}
    virtual_ipaddress {
{% for address in keepalived_addresses %}
        {{ address }}
{% endfor %}
    }
}
`,
      },
      {
        title: 'Puppet',
        notMended: 'It is rendered.',
        config: `vrrp_instance VI_1 {
    interface <%= @interface %>  #~ ^<%^ an ERB template
    virtual_router_id 51
    virtual_ipaddress {
        <%= @address %>
    }
}
`,
      },
      {
        title: 'envsubst in a container',
        notMended: 'It is rendered.',
        config: `vrrp_instance VI_1 {
    interface \${INTERFACE}  #~ ^\${INTERFACE}^ '\${INTERFACE}'
    virtual_router_id 51
    priority \${PRIORITY}
    virtual_ipaddress {
        \${VIRTUAL_IP}
    }
}
`,
      },
      {
        title: 'Names for sed',
        notMended: 'It is rendered.',
        config: `vrrp_instance VI_1 {
    interface __INTERFACE__  #~ ^__INTERFACE__^ '__NAME__'
    virtual_router_id 51
    priority __PRIORITY__
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: "keepalived's own definitions, conditions and repetitions",
        config: `$INTERFACE=eth0

vrrp_instance VI_1 {
    interface \${INTERFACE}
    virtual_router_id 51
    @low priority 100
    @high priority 150
    virtual_ipaddress {
        ~SEQ(N, 1, 3) 192.0.2.20\${N}/24
    }
}
`,
      },
      {
        title: 'A script whose own arguments are a template',
        config: `vrrp_script haproxy {
    script "/usr/bin/docker inspect --format '{{.State.Running}}' haproxy"
    interval 5
}

# {{ ansible_managed }}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_script {
        haproxy
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
      const template = recognizeTemplate(configuration.expansion.sources);
      if (!template) return;
      const { source, language, start, end, form, lines } = template;
      report({
        at: { source, offset: start, end },
        verdict: isPlainWord(form) ? 'silent' : 'reports',
        summary: `This is ${NAMES[language]}, not a configuration: '${form}' is still to be filled in${count(lines)}.`,
        detail: `Only lines without a mark were checked, each by itself. keepalived would take the marks for ${form === '#NAME#' ? 'comments' : isPlainWord(form) ? 'words' : 'words and braces'}, and run what is left, or nothing.`,
        advice: adviceFor(template),
      });
    },
  },
});

/** Marks that are words to keepalived, which may or may not object to them. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(['__NAME__', '_name_', '@NAME@', '@@NAME@@', '%NAME%', '<--NAME-->']);

function isPlainWord(form: string): boolean {
  return PLAIN_WORDS.has(form) || /^\$\w/.test(form);
}

const NAMES: Readonly<Record<TemplateLanguage, string>> = {
  Jinja2: 'a Jinja2 template',
  'Go template': 'a Go template',
  ERB: 'an ERB template',
  EPP: 'an EPP template',
  envsubst: 'a template for envsubst or a shell',
  placeholder: 'a template',
};

function count(lines: number): string {
  return lines === 1 ? '' : `, on ${lines} lines`;
}

function adviceFor({ language, form }: Template): string {
  const render = 'Render it, and lint the result.';
  return language === 'envsubst'
    ? `${render} If keepalived is to fill in '${form}', define it: '$NAME=value' on a line of its own.`
    : render;
}

import { placesOf } from '../../grammar/keywords/index.ts';
import type { Word } from '../../grammar/tree.ts';
import type { BoundValue } from '../../src/binding/bound.ts';
import { type Bound, isBlock, isList, isValue } from '../../src/binding/bound.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { globalLines, listsNamed, usedBlocks } from '../../src/model/read-settings.ts';
import { replace, safe } from '../../src/rule/fix.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'global/mail',
  title: 'Mail that nobody gets',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/core/smtp.c:helo_cmd', 'source/core/smtp.c:rcpt_cmd', 'source/core/smtp.c:smtp_alert'],
  what: `An \`smtp_server\` that takes no mail without a login or TLS, the addresses and the server of keepalived's sample file, \`smtp_alert\` without a server or a recipient, and
recipients without anything that sends, commas between recipients, and settings of \`global_defs\` that stand among the recipients.`,
  why: `keepalived speaks plain SMTP: HELO, no STARTTLS, no AUTH. A provider on the internet refuses that (530, 550, 553), and so does port 465 or 587. The alert is lost, and only
the log says so. The sample's server 192.168.200.1 answers nobody.`,
  advice:
    'Let a mail server on the host or in the network relay (`smtp_server 127.0.0.1`), which has the login; or send from a notify script. Without alerts, leave out the mail settings.',
  unless: 'the server relays for this address without a login.',
  references: [
    { title: 'keepalived issue 2334: mail server with a login', url: 'https://github.com/acassen/keepalived/issues/2334' },
    { title: 'keepalived.conf(5): smtp_server, smtp_alert', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A provider, and its port for submission',
        config: `global_defs {
    notification_email {
        ops@example.com
    }
    smtp_server smtp.gmail.com 587  #~ ^smtp_server smtp.gmail.com 587^ 'smtp.gmail.com'  #=> smtp_server 127.0.0.1
    smtp_alert
}
`,
      },
      {
        title: 'Commas between recipients',
        fixed: 'safe',
        config: `global_defs {
    notification_email {
        ops@example.com, night@example.com  #~ ^ops@example.com,^ takes the ',' for a part of  #=> ops@example.com night@example.com
        boss@example.com,board@example.com  #=> boss@example.com board@example.com
    }
    smtp_server 127.0.0.1
    smtp_alert
}
`,
      },
      {
        title: 'The sample',
        config: `global_defs {
    notification_email {  #~ ^notification_email^ of keepalived's sample file
        acassen@firewall.loc  #=> ops@example.com
    }
    smtp_server 192.168.200.1  #=> smtp_server 127.0.0.1↵smtp_alert
}
`,
      },
      {
        title: 'Alerts to nobody, recipients of nothing',
        config: `global_defs {
    smtp_alert  #~ ^smtp_alert^ no recipient  #=> notification_email {↵    ops@example.com↵}↵smtp_alert
    smtp_server 127.0.0.1
}
`,
      },
      {
        title: 'Recipients of nothing',
        config: `global_defs {
    notification_email {  #~ ^notification_email^ sends  #=> smtp_alert↵notification_email {
        ops@example.com
    }
    smtp_server 127.0.0.1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Settings that slipped into the list',
        config: `global_defs {
    notification_email {
        ops@example.com
        smtp_connect_timeout 10  #~ ^smtp_connect_timeout^ among the recipients  #=>
        enable_traps  #=>
    }  #=> }↵smtp_connect_timeout 10↵enable_traps
    smtp_server 127.0.0.1
    smtp_alert
}
`,
      },
    ],
    good: [
      {
        title: 'A relay on the host',
        config: `global_defs {
    notification_email {
        ops@example.com
    }
    notification_email_from ha@example.com
    smtp_server 127.0.0.1
    smtp_alert
}
`,
      },
      {
        title: 'Alerts of one instance',
        config: `global_defs {
    notification_email {
        ops@example.com
    }
    smtp_server 127.0.0.1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    smtp_alert
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound, virtualServers }, report) {
      const { children } = bound;
      const globals = globalLines(children);
      const server = globals.findLast(({ keyword }) => keyword.name === 'smtp_server');
      const recipients = [...usedBlocks(children, 'global_defs')].flatMap((block) => [...listsNamed(block.children, 'notification_email')]);
      const names = recipients.flatMap(({ entries }) => entries.flatMap(({ words }) => words[0]?.text ?? []));
      const [list] = recipients;
      // keepalived alerts of real servers without being asked, so long as there is somebody to tell.
      const sender = occurs(bound, ({ name }) => ALERTS.has(name)) ? firstAlert(children) : null;
      const sends = sender !== null || virtualServers.length > 0;
      for (const { entries } of recipients)
        reportSeparators(
          entries.flatMap(({ words }) => words),
          report,
        );
      for (const { entries } of recipients)
        reportSettings(
          entries.flatMap(({ words }) => words[0] ?? []),
          report,
        );
      const isSample = list !== undefined && names.some((name) => SAMPLE_RECIPIENT.test(name));
      if (isSample) {
        report({
          at: list.node.keyword,
          severity: 'info',
          summary: "These are the recipients of keepalived's sample file.",
          detail: 'No mail ever reaches them. What keepalived has to say of a failover, nobody hears.',
          advice: 'Write addresses that somebody reads, or remove the mail settings.',
        });
        return;
      }
      const refused = server && names.length > 0 && sends ? judgeServer(server) : null;
      if (refused) report(refused);
      if (sender && names.length === 0) {
        report({
          at: sender.node.kind === 'block' ? sender.node.keyword : lineSpan(sender.node),
          summary: 'keepalived shall send alerts by mail, and there is no recipient.',
          detail: "It sends nothing without 'notification_email', and does not say so.",
          advice: `List the recipients in 'notification_email' in global_defs, or remove '${sender.keyword.name}'.`,
        });
      }
      if (list && !sends && names.length > 0) {
        report({
          at: list.node.keyword,
          severity: 'info',
          summary: "There are recipients, and nothing sends: no 'smtp_alert' stands anywhere.",
          detail: 'Nobody is told of a failover.',
          advice: "Write 'smtp_alert' in the instances that are to tell of a failover, or remove the mail settings.",
        });
      }
    },
  },
});

/** Only blanks separate recipients: keepalived hands every other sign to the mail server, with the address that it is glued to. */
function reportSeparators(words: readonly Word[], report: (message: Message) => void): void {
  const [first, ...others] = words.filter(({ text }) => SEPARATED.test(text));
  if (!first) return;
  const sign = first.text.includes(',') ? ',' : ';';
  report({
    at: first,
    summary: `Only blanks separate recipients, and keepalived takes the '${sign}' for a part of '${first.text}'.`,
    detail: 'A mail of which the server refuses one recipient is sent to nobody.',
    advice: `Write one address a line, without '${sign}'.`,
    fix: safe(...[first, ...others].map((word) => replace(word, word.text.split(/[,;]+/).filter(Boolean).join(' ')))),
    related: others.slice(0, MOST_RELATED).map((at) => ({ at, message: 'The same.' })),
  });
}

/** An address with what separates it from others elsewhere; in quotes it may be a part of a name. */
const SEPARATED = /^[^"\s]*@[^"\s]*[,;]|^[,;][^"\s]*@/;

/** keepalived reads every line of the list for a recipient, also one that was meant as a setting. */
function reportSettings(firstWords: readonly Word[], report: (message: Message) => void): void {
  const [first, ...others] = firstWords.filter(({ text }) => isGlobalKeyword(text));
  if (!first) return;
  report({
    at: first,
    summary: `'${first.text}' stands among the recipients, and keepalived takes it for one.`,
    detail: `It sets nothing there${others.length > 0 ? `, nor ${others.length === 1 ? 'does the other line' : `do the ${others.length} other lines`} of this kind` : ''}; and a mail of which the server refuses one recipient is sent to nobody.`,
    advice: `Move ${others.length > 0 ? 'these lines' : 'the line'} below the } of 'notification_email'.`,
    related: others.slice(0, MOST_RELATED).map((at) => ({ at, message: 'A setting as well.' })),
  });
}

function isGlobalKeyword(word: string): boolean {
  if (word.includes('@')) return false;
  return placesOf(word).some(({ blocks }) => blocks.length === 1 && blocks[0]?.name === 'global_defs');
}

const MOST_RELATED = 3;

const SAMPLE_RECIPIENT = /@firewall\.loc$/;

/** Who takes mail from the internet only with a login. */
const PROVIDER =
  /(?:^|\.)(?:gmail|googlemail|google|outlook|office365|live|hotmail|yahoo|qq|163|126|sina|aliyun|yandex|mail\.ru|gmx|web\.de|icloud|me\.com|sendgrid|mailgun|mailjet|amazonaws|zoho|ionos|1und1|exmail)\b/i;

/** What providers call the server that their customers send by. */
const FOR_CUSTOMERS = /^(?:smtp|mail)\.[^.]+\.[^.]+$/i;

/** Ports of mail submission, which begins with TLS or a login. */
const SUBMISSION: ReadonlySet<string> = new Set(['465', '587', '994']);

function judgeServer({ node, args }: BoundValue): Message | null {
  const [host, port] = args.map(({ word }) => word.text);
  if (host === undefined) return null;
  const isSure = PROVIDER.test(host) || (port !== undefined && SUBMISSION.has(port));
  return isSure || FOR_CUSTOMERS.test(host)
    ? {
        at: lineSpan(node),
        ...(!isSure && { severity: 'info' }),
        summary: `'${host}' ${isSure ? 'takes' : 'may take'} mail only with a login, and keepalived has neither login nor TLS.`,
        detail: `${isSure ? 'The' : 'Where it does, the'} server refuses the mail (530 or 553), and nobody hears of a failover; only the log says so.`,
      }
    : null;
}

/** The first line that makes VRRP or a checker send mail. */
function firstAlert(children: readonly Bound[]): BoundValue | null {
  for (const child of children) {
    if (isValue(child) && child.valid && ALERTS.has(child.keyword.name) && child.first?.value !== false) return child;
    const inside = isBlock(child) && !isList(child) ? firstAlert(child.children) : null;
    if (inside) return inside;
  }
  return null;
}

const ALERTS: ReadonlySet<string> = new Set(['smtp_alert', 'smtp_alert_vrrp', 'smtp_alert_checker', 'email_faults']);

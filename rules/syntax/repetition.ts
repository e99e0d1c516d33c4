import { isFirstWord, problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/repetition',
  title: 'A repetition does not repeat anything',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.9': 'reports' },
  proof: ['config-test'],
  what: `A \`~SEQ\`, \`~SEQx\` or \`~LST\` that keepalived does not accept, one that does not stand first on its line, or another word that begins with \`~\`. The forms are
\`~SEQ(NAME, END)\`, \`~SEQ(NAME, START, END)\`, \`~SEQ(NAME, START, STEP, END)\`, \`~LST(NAME, VALUE, …)\` and \`~LST({NAME, …}, {VALUE, …}, …)\`.`,
  why: 'keepalived drops a repetition that it does not accept, with all that it was to make. One that does not stand first is an ordinary word, and stays as it is.',
  advice: 'Correct it. The end is the last number, the step the one before it; a step leads from the start to the end.',
  references: [{ title: 'keepalived.conf(5), Sequence blocks', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['invalid-repetition'],
  examples: {
    bad: [
      {
        title: 'The step leads away from the end',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        ~SEQ(N, 10, 2, 1) 192.0.2.\${N} #~ ^~SEQ(N, 10, 2, 1)^ '~SEQ(N, 10, 2, 1)' is not valid: steps of 2 never lead from 10 to 1  #=> ~SEQ(N, 2, 1, 10) 192.0.2.\${N}
    }
}
`,
      },
      {
        title: 'Not first on its line',
        config: `vrrp_instance VI_1 {
    interface ~SEQ(N, 1, 2) eth #~ ^~SEQ(N,^ is an ordinary word here  #=> ~SEQ(N, 1, 1) interface eth\${N}
    virtual_router_id 51
}
`,
      },
    ],
    good: [
      {
        title: 'Upwards, downwards and over a list',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        ~SEQ(N, 1, 2, 9) 192.0.2.\${N}
        ~SEQ(N, 20, 18) 192.0.2.\${N}
        ~LST(N, 30, 40) 192.0.2.\${N}
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const problem of problemsOf(configuration, 'invalid-repetition', 'repetition-not-first')) {
        const { at, data } = problem;
        if (problem.kind === 'invalid-repetition') {
          report({ at, summary: `'${data.text}' is not valid: ${problem.data.why}.`, detail: `keepalived drops the whole line.` });
        } else if (at.through?.some((step) => step.by === 'definition')) {
          report({
            at,
            summary: `'${data.text}' comes out of a definition.`,
            detail: `keepalived takes it for a word there, and repeats nothing: since 2.4.0 always, before it where no '$' is left on the line.`,
            advice: 'Write the repetition on the line itself, and the definition behind it.',
            verdict: isFirstWord(at) ? { '2.1.0': 'reports' } : 'silent',
          });
        } else if (isFirstWord(at)) {
          report({
            at,
            summary: `'${data.text}' is no repetition.`,
            detail: `keepalived knows '~SEQ(…)', '~SEQx(…)' and '~LST(…)', and drops this line.`,
            verdict: { '2.0.7': 'reports' },
          });
        } else {
          report({
            at,
            summary: `'${data.text}' is an ordinary word here.`,
            detail: `keepalived repeats a line only when the repetition stands first on it.`,
            advice: 'Put the repetition in front of the keyword: the rest of the line is repeated.',
            verdict: 'silent',
          });
        }
      }
    },
  },
});

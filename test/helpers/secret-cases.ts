import fc from 'fast-check';
import { configurationWith, SECRET_FORMS, type SecretForm } from './secret-forms.ts';

/** No word that a message or a path of ours holds, and none that the forms hold: any four characters of it give it away, see {@link SHOWN}. */
const secret = fc.stringMatching(/^(?:Q[0-9][a-z][0-9]){2,4}$/);
/** A piece of a secret. */
export const SHOWN = /Q\d[a-z]\d/;

/** How the file of a secret is written. */
type Kind = 'plain' | 'misspelt' | 'template' | 'json';

interface SecretCase {
  readonly form: SecretForm;
  readonly secret: string;
  /** What takes its place on the other side of a comparison, and on the other node. */
  readonly other: string;
  readonly kind: Kind;
}

/** Configurations with a secret each: every form once, then as many at random. */
export function secretCases(count: number): readonly SecretCase[] {
  const random = fc.record({
    form: fc.constantFrom(...SECRET_FORMS),
    secret,
    other: secret,
    kind: fc.constantFrom<Kind>('plain', 'misspelt', 'misspelt', 'template', 'json'),
  });
  const cases = fc.sample(random, { seed: 20, numRuns: SECRET_FORMS.length + count });
  return cases.map((each, index) => ({ ...each, ...(SECRET_FORMS[index] && { form: SECRET_FORMS[index], kind: 'plain' as const }) }));
}

/** The files of a case on one side: two nodes of a cluster of its own, the one with a secret in it, the other with another. */
export function filesOf({ form, kind, ...values }: SecretCase, index: number, side: 'old' | 'new'): Readonly<Record<string, string>> {
  const [first, second] = side === 'new' ? [values.secret, values.other] : [values.other, values.secret];
  const written = (value: string, priority: number): string =>
    configurationWith(form(value), kind === 'misspelt')
      .replace('virtual_router_id 51', `virtual_router_id 51\npriority ${priority}`)
      .replace('eth0', kind === 'template' ? '{{ interface }}' : 'eth0')
      .replace('192.0.2.9/', `10.${index >> 8}.${index & 255}.9/`);
  const name = kind === 'template' ? 'keepalived.conf.j2' : 'keepalived.conf';
  return {
    [`case${index}/lb1/${name}`]: kind === 'json' ? JSON.stringify({ configuration: written(first, 150) }) : written(first, 150),
    [`case${index}/lb2/${name}`]: written(second, 100),
  };
}

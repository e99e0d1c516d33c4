import { rules } from '../../rules/index.ts';
import { describeExamples } from '../helpers/describe-examples.ts';

// Those of layer 3 are in a file of their own: mutants of these rules are tried against few tests.
describeExamples(rules.filter(({ id }) => !id.startsWith('l3/')));

import { rules } from '../../../rules/index.ts';
import { describeExamples } from '../../helpers/describe-examples.ts';

describeExamples(rules.filter(({ id }) => id.startsWith('l3/')));

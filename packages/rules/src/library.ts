import activities from '../library/activities.weir';
import checks from '../library/checks.weir';
import data from '../library/data.weir';
import frameworks from '../library/frameworks.weir';
import kinds from '../library/kinds.weir';
import measures from '../library/measures.weir';
import protocols from '../library/protocols.weir';
import roles from '../library/roles.weir';
import access from '../library/rules/access.weir';
import change from '../library/rules/change.weir';
import dataQuality from '../library/rules/data-quality.weir';
import hygiene from '../library/rules/hygiene.weir';
import interfaces from '../library/rules/interfaces.weir';
import lifeCycle from '../library/rules/life-cycle.weir';
import ownership from '../library/rules/ownership.weir';
import people from '../library/rules/people.weir';
import portfolio from '../library/rules/portfolio.weir';
import preparedness from '../library/rules/preparedness.weir';
import resilience from '../library/rules/resilience.weir';
import segmentation from '../library/rules/segmentation.weir';
import suppliers from '../library/rules/suppliers.weir';
import vulnerabilities from '../library/rules/vulnerabilities.weir';
import vocabulary from '../library/vocabulary.weir';

/** The standard library, by the name of its document: what users read is what runs. */
export const library: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'vocabulary.weir': vocabulary,
    'kinds.weir': kinds,
    'protocols.weir': protocols,
    'roles.weir': roles,
    'activities.weir': activities,
    'measures.weir': measures,
    'data.weir': data,
    'frameworks.weir': frameworks,
    'checks.weir': checks,
    'rules/ownership.weir': ownership,
    'rules/life-cycle.weir': lifeCycle,
    'rules/segmentation.weir': segmentation,
    'rules/suppliers.weir': suppliers,
    'rules/vulnerabilities.weir': vulnerabilities,
    'rules/access.weir': access,
    'rules/interfaces.weir': interfaces,
    'rules/resilience.weir': resilience,
    'rules/people.weir': people,
    'rules/portfolio.weir': portfolio,
    'rules/preparedness.weir': preparedness,
    'rules/change.weir': change,
    'rules/data-quality.weir': dataQuality,
    'rules/hygiene.weir': hygiene,
  }).map(([name, text]) => [`weir-library:/${name}`, text]),
);
